import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readPhotoSetting, savePhotoSetting, storeBytes, storeDownload } from '#store/blobs.ts';
import { type BlobRecord, CarnetDb, type OutboxEntry } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { wantedHashes } from '#store/queries/waiting.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { StorageBanner } from '../components/storage-banner.tsx';
import { openScreen } from '../components/test-app.tsx';
import type { DevicePort } from '../context.ts';
import { SyncPage } from './sync.tsx';

const newId = idMaker(0x5f);
const now = Date.parse('2026-05-12T07:30:00Z');
const exchangeId = sampleExchange.id;
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'exchange', sampleExchange);
});
afterEach(cleanup);

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const capture = (content: string) =>
  storeBytes(store.db, exchangeId, { bytes: new TextEncoder().encode(content).buffer, type: 'application/pdf' }, now);

/** The rule of the sync loop, on a connection that costs. */
const metered: Partial<DevicePort> = {
  photoPolicy: async () => {
    const saving = (await readPhotoSetting(store.db)) === 'unmetered';
    const wanted = await wantedHashes(store);
    return {
      connection: 'unknown',
      maySend: ({ hash }) => !saving || wanted.has(hash),
      mayFetch: (hash) => wanted.has(hash),
    };
  },
};

const open = (device: Partial<DevicePort> = metered) => openScreen(store, '/more/sync', <SyncPage />, device);

describe('the data saver', () => {
  test('is off at first; chosen, it is kept, and says what it means where the browser tells no connection', async () => {
    await open();
    const select = await screen.findByLabelText('Send and fetch photos');
    fireEvent.change(select, { target: { value: 'unmetered' } });
    await waitFor(async () => expect(await readPhotoSetting(store.db)).toBe('unmetered'));
    await screen.findByText(/This browser does not tell Carnet whether it is on Wi-Fi/);
  });

  test('photos that it keeps back say so; one is sent by its button, and the rest by one for all', async () => {
    await savePhotoSetting(store.db, 'unmetered');
    const [first, second] = [await capture('one'), await capture('two')];
    const woken = vi.fn();
    store.onWrite(woken);
    await open();
    await screen.findByText(/^2 photos \(6 byte\) wait for Wi-Fi/);
    expect(screen.getAllByText('Saved here now · waits for Wi-Fi')).toHaveLength(2);
    fireEvent.click((await screen.findAllByRole('button', { name: 'Send now' }))[0] as HTMLElement);
    await screen.findByText(/^One photo \(3 byte\) waits for Wi-Fi/);
    expect((await wantedHashes(store)).size).toBe(1);
    await press('Send all now');
    await waitFor(() => expect(screen.queryByText(/wait.* for Wi-Fi, or/)).toBeNull());
    expect(await wantedHashes(store)).toEqual(new Set([first.hash, second.hash]));
    expect(woken).toHaveBeenCalledTimes(2);
  });
});

describe('an original that is not here', () => {
  const blob = 'b'.repeat(64);
  const photos = [{ blob, size: 2_400_000, thumb: null, alt: 'Receipt' }];
  const show = () => openScreen(store, '/x', <PhotoViewer photos={photos} at={0} onMove={() => undefined} />, metered);

  test('is asked for by opening it, and says so', async () => {
    await show();
    await screen.findByText('Original not downloaded yet (2.4 MB)');
    await screen.findByText(/Asked for/);
    expect(await wantedHashes(store)).toEqual(new Set([blob]));
  });

  test('waits for the button when the person saves data, and takes its place when it has come', async () => {
    await savePhotoSetting(store.db, 'unmetered');
    await show();
    await screen.findByRole('button', { name: 'Download' });
    expect(await wantedHashes(store)).toEqual(new Set());
    await press('Download');
    await screen.findByText(/Asked for/);
    const stored = await capture('x');
    await store.db.blobs.put({
      ...((await store.db.blobs.toArray()).find(({ hash }) => hash === stored.hash) as BlobRecord),
      hash: blob,
    });
    await waitFor(() => expect(screen.queryByText(/not downloaded yet/)).toBeNull());
  });
});

describe('the waiting list', () => {
  test('shows the first fifty of hundreds, then all of them', async () => {
    const note = { name: 'note.edit', args: { id: newId(), changes: { body: 'x' } }, sentAt: null, heldAs: null };
    const entries: OutboxEntry[] = Array.from({ length: 312 }, (_, index) => {
      return { ...note, exchangeId, id: newId(), seq: index + 1, queuedAt: now - 60_000 };
    });
    await store.db.outbox.bulkAdd(entries);
    await open();
    const list = await screen.findByRole('list', { name: 'Waiting to be sent' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(50);
    await press('Show all 312');
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(312));
  });

  test('a file that the server refused says so, with the reason', async () => {
    const { hash } = await capture('one');
    await store.db.blobs.update([exchangeId, hash], { lastError: 'file_too_large' });
    await open();
    await screen.findByText('Saved here now · not accepted');
    screen.getByText(/larger than 25 MB/);
  });

  test('rows that a server from a backup lacks are counted, with the copy as the way to keep them', async () => {
    const row = sampleExpense(newId());
    await store.db.orphans.put({ exchangeId, kind: 'expense', id: row.id, row });
    await open();
    await screen.findByText('One entry is missing on the server');
  });
});

describe('room', () => {
  const device = (state: object): Partial<DevicePort> => ({
    ...metered,
    storage: async () => ({ used: 0, quota: 1e10, persisted: true, ...state }),
    persistStorage: async () => false,
  });

  test('is freed of the photos of others, by a button that says how much, and only of them', async () => {
    const bytes = new TextEncoder().encode('lunch').buffer;
    const hash = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    await storeDownload(store.db, exchangeId, { hash, type: 'image/jpeg', bytes }, now);
    await putRow(store.db, exchangeId, 'receipt', sampleReceipt(newId(), newId(), hash, people.mentee));
    const own = await capture('own');
    await open(device({}));
    await press('Free 5 byte');
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByText(/computed the checksum/);
    expect(await store.db.blobBytes.get(hash)).toBeDefined();
    fireEvent.click(dialog.getByRole('button', { name: 'Free 5 byte' }));
    await screen.findByText('5 byte freed');
    expect(await store.db.blobBytes.get(hash)).toBeUndefined();
    expect(await store.db.blobBytes.get(own.hash)).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Free/ })).toBeNull());
  });

  test('that runs low is said, with the way to make some, and again after the next write', async () => {
    let used = 0;
    const storage = async () => ({ used, quota: 1e9, persisted: true });
    await openScreen(store, '/more', <StorageBanner />, { ...device({}), storage });
    await waitFor(() => expect(screen.queryByText(/Little room left/)).toBeNull());
    used = 9.5e8;
    store.announceWrite();
    await screen.findByText('Little room left: 50 MB');
    expect(screen.getByRole('link', { name: 'Make room' }).getAttribute('href')).toBe('/more/sync');
  });

  test('protection is asked for quietly where the browser decides by itself', async () => {
    const persistStorage = vi.fn(async () => true);
    await openScreen(store, '/more', <StorageBanner />, { ...device({ persisted: false }), persistStorage });
    await waitFor(() => expect(persistStorage).toHaveBeenCalled());
    expect(screen.queryByText('Protect your photos')).toBeNull();
  });

  test('where the browser asks the person, it is asked from a tap, with the reason, once there is a photo', async () => {
    const persistStorage = vi.fn(async () => true);
    const asking = { ...device({ persisted: false }), persistStorage, persistAsks: true };
    await openScreen(store, '/more', <StorageBanner />, asking);
    await waitFor(() => expect(screen.queryByText('Protect your photos')).toBeNull());
    await capture('one');
    await screen.findByText('Protect your photos');
    expect(persistStorage).not.toHaveBeenCalled();
    await press('Protect from clearing');
    expect(persistStorage).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByText('Protect your photos')).toBeNull());
  });
});
