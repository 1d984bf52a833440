import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { closeServices, openServices, type Services } from '../services.ts';
import { seedDemo } from './seed-demo.ts';

const opened: { dataDir: string; services: Services }[] = [];

afterEach(async () => {
  for (const { dataDir, services } of opened.splice(0)) {
    await closeServices(services);
    await rm(dataDir, { recursive: true });
  }
});

test('the demo’s store holds the sample exchange and the bytes of every receipt and photo', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-demo-test-'));
  const services = await openServices(dataDir, () => {});
  opened.push({ dataDir, services });
  const { exchangeId } = await seedDemo(services);

  const rows = await services.storage.read(exchangeId, (reader) => reader.changedSince(0, 1000));
  const pictures = rows.filter(({ kind }) => kind === 'receipt' || kind === 'evidence').map(({ row }) => row ?? {});
  expect(pictures).toHaveLength(9);
  for (const { blob, thumb, size } of pictures) {
    expect(await services.storage.files.findBlob(exchangeId, String(blob))).toMatchObject({ size, type: 'image/jpeg' });
    expect(await services.storage.files.findBlob(exchangeId, String(thumb))).toBeDefined();
  }
});
