import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hindranceOf } from '#domain/evidence/publishing.ts';
import type { Evidence } from '#domain/evidence/schema.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listRows } from '#store/queries/rows.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0xc9);
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(
    contextOf('mentee'),
    { now: () => Date.parse('2026-05-13T09:30:00Z'), fillRandom },
    new CarnetDb(newId()),
  );
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
});
afterEach(cleanup);

/** A PNG of one pixel. */
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

/** Takes a photo on Today, as a phone's camera would hand it over. */
async function takePhoto(): Promise<Evidence> {
  await openScreen(store, '/today', <TodayPage />);
  await screen.findByRole('button', { name: 'Add photo' });
  const input = document.querySelector<HTMLInputElement>('.quick-actions + input[type=file]');
  if (!input) throw new Error('no camera');
  fireEvent.change(input, { target: { files: [new File([png], 'room.png', { type: 'image/png' })] } });
  await screen.findByText(/Photo saved/);
  const [photo] = await listRows(store, 'evidence');
  if (!photo) throw new Error('the photo is not safe before it is asked about');
  return photo;
}

const now = async () => (await listRows(store, 'evidence'))[0];

test('who is in a photo is asked on Today too, once the photo is safe', async () => {
  const photo = await takePhoto();
  expect(hindranceOf(photo)).toBe('private');
  fireEvent.click(await screen.findByRole('button', { name: 'They agreed to publication' }));
  await waitFor(async () => expect(await now()).toMatchObject({ id: photo.id, consent: 'agreed', publish: true }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a question about a photo that is left for later publishes nothing', async () => {
  await takePhoto();
  fireEvent.click(await screen.findByRole('button', { name: 'Ask later' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const photo = await now();
  expect(photo?.consent).toBeUndefined();
  expect(photo && hindranceOf(photo)).toBe('private');
});
