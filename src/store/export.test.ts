import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { bytesToBase64 } from '#domain/base64.ts';
import { openCopy, photoName } from '#domain/copy.ts';
import { openText, textField } from '#domain/text.ts';
import { readZip, readZipEntry } from '#domain/zip/read.ts';
import {
  contextOf,
  exchangeId,
  idMaker,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleReceipt,
  sampleSection,
} from '#tests/fixtures.ts';
import { storeBytes } from './blobs.ts';
import { blobSource } from './copy-source.ts';
import { CarnetDb, freshReplica, outboxOf } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { exportAll } from './export.ts';
import { openStore, type Store } from './store.ts';
import { appendText } from './text.ts';

const newId = idMaker(0xe1);
const exporter = { name: 'Kateřina', deviceId: newId(), app: '1.2.3' };

async function openPhone(): Promise<Store> {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const now = () => Date.parse('2026-05-12T10:00:00Z');
  const store = openStore(contextOf('mentor'), { now, fillRandom }, new CarnetDb(newId()));
  onTestFinished(() => store.db.delete());
  await putRow(store.db, exchangeId, 'exchange', sampleExchange);
  return store;
}

async function addPhoto({ db }: Store, mark: number, owner = exchangeId): Promise<string> {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(2000).fill(mark)]);
  return (await storeBytes(db, owner, { bytes: bytes.buffer, type: 'image/jpeg' }, 0)).hash;
}

/** The disk no longer gives the bytes of one photo, as a browser says it: the request fails. */
function failReading({ db }: Store, hash: string): void {
  db.blobBytes.hook('reading', (stored) => {
    if (stored.hash === hash) throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
    return stored;
  });
}

const open = (file: Blob) => openCopy(blobSource(file));

async function readText(file: Blob, name: string): Promise<string> {
  const source = blobSource(file);
  const entry = (await readZip(source)).find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`no ${name}`);
  // Its byte order mark is part of what is looked at.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readZipEntry(source, entry, 1_000_000));
}

test('the rows of a copy are the server’s, and what waits stands beside them', async () => {
  const store = await openPhone();
  const known = sampleObjective(newId(), 'as the server has it');
  await putRow(store.db, exchangeId, 'objective', known);
  await store.mutate('objective.edit', { id: known.id, changes: { title: 'edited here' } });
  await store.mutate('objective.add', sampleObjective(newId(), 'added here'));
  const { data } = await open(await exportAll(store, exporter));
  expect(data).toMatchObject({
    app: '1.2.3',
    participant: { id: people.mentor, name: 'Kateřina', role: 'mentor' },
    deviceId: exporter.deviceId,
    exchangeId,
  });
  const [exchange] = data.exchanges;
  expect(exchange?.rows).toEqual([
    { kind: 'exchange', id: exchangeId, row: sampleExchange },
    { kind: 'objective', id: known.id, row: known },
  ]);
  expect(exchange?.outbox.map(({ name }) => name)).toEqual(['objective.edit', 'objective.add']);
});

test('photos are in it under the hash of their bytes, and one without readable bytes is named and stops nothing', async () => {
  const store = await openPhone();
  const broken = await addPhoto(store, 1);
  const whole = await addPhoto(store, 2);
  const missing = await addPhoto(store, 3);
  await store.db.blobBytes.delete(missing);
  failReading(store, broken);
  const copy = await open(await exportAll(store, exporter));
  expect(copy.data.unreadable).toEqual([broken, missing].sort());
  expect(copy.has({ hash: broken, type: 'image/jpeg' })).toBe(false);
  expect(await copy.readPhoto({ hash: whole, type: 'image/jpeg' })).toHaveLength(2004);
});

test('every exchange of the participant is in it, a photo that two of them name only once', async () => {
  const store = await openPhone();
  const other = newId();
  await store.db.replicas.put({ ...freshReplica(other), cursor: 12, downloadedAt: 1 });
  const hash = await addPhoto(store, 3);
  await addPhoto(store, 3, other);
  const file = await exportAll(store, exporter);
  const { data } = await open(file);
  expect(data.exchanges.map((exchange) => [exchange.exchangeId, exchange.files.length])).toEqual([
    [exchangeId, 1],
    [other, 1],
  ]);
  const photos = (await readZip(blobSource(file))).filter(({ name }) => name.startsWith('photos/'));
  expect(photos.map(({ name }) => name)).toEqual([photoName({ hash, type: 'image/jpeg' })]);
});

test('small pictures are not counted as photos while it is made', async () => {
  const store = await openPhone();
  const [blob, thumb] = [await addPhoto(store, 1), await addPhoto(store, 2)];
  const expense = sampleExpense(newId());
  await store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...sampleReceipt(newId(), expense.id, blob), thumb } },
  ]);
  const progress: [number, number][] = [];
  await exportAll(store, exporter, (done, total) => progress.push([done, total]));
  expect(progress).toEqual([[0, 1]]);
});

test('without Carnet, the plan and the report can be read as words, unsent ones included', async () => {
  const store = await openPhone();
  const section = sampleSection(newId());
  await putRow(store.db, exchangeId, 'section', section);
  await store.mutate('objective.add', {
    ...sampleObjective(newId(), 'Розпочати вікіклуб'),
    problem: 'None in the town',
  });
  const doc = openText([]);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.getText(textField).insert(0, 'We met twelve librarians.');
  for (const update of updates) await appendText(store, section.id, bytesToBase64(update));
  const report = await readText(await exportAll(store, exporter), 'report.md');
  expect(report).toContain(`# ${sampleExchange.topic}`);
  expect(report).toContain('- Розпочати вікіклуб (planned)\n  - Problem: None in the town');
  expect(report).toContain('## Report: summary\n\nWe met twelve librarians.');
});

test('the expenses are a table that any spreadsheet reads, and that runs nothing', async () => {
  const store = await openPhone();
  const hash = await addPhoto(store, 4);
  const rate = { value: '0.0402', source: 'ECB', day: '2026-05-12' };
  const expense = { ...sampleExpense(newId()), day: '2026-05-12', amount: 45_050, currency: 'CZK', rate } as const;
  await store.mutateAll([
    { name: 'expense.add', args: { ...expense, merchant: '=HYPERLINK("x")', note: 'Lunch, "for six"\nand tea' } },
    { name: 'receipt.add', args: sampleReceipt(newId(), expense.id, hash) },
  ]);
  const table = await readText(await exportAll(store, exporter), 'expenses.csv');
  expect(table.startsWith('\ufeffExchange,Day,Amount,Currency,')).toBe(true);
  expect(table).toContain(',2026-05-12,450.50,CZK,0.0402,2026-05-12,ECB,18.11,EUR,');
  expect(table).toContain(`,"'=HYPERLINK(""x"")","Lunch, ""for six""\nand tea",host,`);
  expect(table).toMatch(new RegExp(`,photos/${hash}\\.jpg\r\n$`));
});

test('a text that waits to be sent stops growing once it is in a copy', async () => {
  const store = await openPhone();
  const section = sampleSection(newId());
  await putRow(store.db, exchangeId, 'section', section);
  const update = bytesToBase64(new Uint8Array([0, 0]));
  await appendText(store, section.id, update);
  await exportAll(store, exporter);
  await appendText(store, section.id, update);
  expect(await outboxOf(store.db, exchangeId).count()).toBe(2);
});
