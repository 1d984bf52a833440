import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeBytes } from '#store/blobs.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { exportAll } from '#store/export.ts';
import { listRows } from '#store/queries/rows.ts';
import { restoreCopy } from '#store/restore.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, exchangeId, idMaker, sampleExchange, sampleObjective } from '#tests/fixtures.ts';
import type { Session } from '../context.ts';
import type { Language } from '../i18n/languages.ts';
import { ExportButton } from './export-button.tsx';
import { RestoreButton } from './restore-button.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

const newId = idMaker(0xc0);
const exporter = { name: 'Kateřina', deviceId: newId(), app: '1.2.3' };
let old: Store;
let fresh: Store;

function openPhone(): Store {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  return openStore(contextOf('mentor'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
}

async function addPhoto(mark: number): Promise<string> {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, mark]);
  return (await storeBytes(old.db, exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 0)).hash;
}

beforeEach(async () => {
  old = openPhone();
  fresh = openPhone();
  await putRow(old.db, exchangeId, 'exchange', sampleExchange);
  await old.db.replicas.put({ ...freshReplica(exchangeId), cursor: 1, downloadedAt: 1 });
  await old.mutate('objective.add', sampleObjective(newId(), 'from the old phone'));
  await addPhoto(1);
});
afterEach(cleanup);

/** Both buttons over the real store, as `device-port.ts` and `copy-port.ts` connect them. */
async function open(store: Store, language: Language = 'en'): Promise<{ name: string; file: Blob }[]> {
  const saved: { name: string; file: Blob }[] = [];
  const app = await createTestApp({ session: { store } as Session }, language);
  const device = {
    ...app.device,
    exportAll: (onProgress: (done: number, total: number) => void) => exportAll(store, exporter, onProgress),
    restoreCopy: (file: Blob, onProgress: (done: number, total: number) => void) =>
      restoreCopy(store, file, { deviceId: newId(), onProgress }),
    saveFile: async (file: Blob, name: string) => void saved.push({ file, name }),
  };
  render(
    <TestApp app={{ ...app, device }}>
      <ExportButton />
      <RestoreButton />
    </TestApp>,
  );
  return saved;
}

function pick(file: Blob, label = 'Restore from a file…'): void {
  const input = screen.getByLabelText(label, { selector: 'input' });
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
}

test('a copy is saved under the day’s name, and restored on another phone with what was added in words', async () => {
  const saved = await open(old);
  fireEvent.click(screen.getByRole('button', { name: 'Save a copy of everything' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toBe('carnet-2027-05-12.zip');
  cleanup();
  await open(fresh);
  pick(saved[0]?.file ?? new Blob());
  await screen.findByText('2 entries and 1 photo added');
  expect((await listRows(fresh, 'objective')).map(({ title }) => title)).toEqual(['from the old phone']);
  pick(saved[0]?.file ?? new Blob());
  await screen.findByText('All of it is here already');
});

test('while a copy is made or restored, it says how far it is, and can’t be asked for twice', async () => {
  await addPhoto(2);
  await open(old);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Save a copy of everything' });
  fireEvent.click(button);
  await screen.findByText('1 of 2 photos');
  expect(button.disabled).toBe(true);
  await waitFor(() => expect(button.disabled).toBe(false));
  expect(screen.queryByText('1 of 2 photos')).toBeNull();
});

test('a photo that is missing in the file is counted aloud', async () => {
  await old.db.blobBytes.delete(await addPhoto(2));
  const copy = await exportAll(old, exporter);
  await open(fresh);
  pick(copy);
  const message = await screen.findByText('1 photo is missing or damaged in the file.');
  expect(message.closest('[aria-live]')).not.toBeNull();
});

test('a file that can’t be restored is refused in words, and the next try begins anew', async () => {
  await open(fresh);
  pick(new Blob(['%PDF-1.7']));
  await screen.findByText(/no copy made by Carnet/);
  pick((await exportAll(old, exporter)).slice(0, 600));
  await screen.findByText(/damaged or not complete/);
  expect(screen.queryByText(/no copy made by Carnet/)).toBeNull();
  expect(await fresh.db.rows.count()).toBe(0);
});

test('the restore speaks Ukrainian, with its numbers', async () => {
  const copy = await exportAll(old, exporter);
  await open(fresh, 'uk');
  pick(copy, 'Відновити з файлу…');
  await screen.findByText('Додано 2 записи і 1 фото');
});
