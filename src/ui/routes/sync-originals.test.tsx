import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { countOriginals, keepOriginal, readKeepOriginals, removeOriginals } from '#store/originals.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { OriginalsSection } from './sync-originals.tsx';

const newId = idMaker(0x0b);
let store: Store;

beforeEach(async () => {
  await removeOriginals(people.mentor);
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

const open = () => openScreen(store, '/more/sync', <OriginalsSection />);

test('originals are kept only once the person has asked for it', async () => {
  await open();
  const tick = await screen.findByRole('checkbox', { name: 'Keep the original of each photo, too' });
  expect(tick).not.toHaveProperty('checked', true);
  fireEvent.click(tick);
  await waitFor(async () => expect(await readKeepOriginals(store.db)).toBe(true));
});

test('what is kept is counted, and goes when it is removed', async () => {
  await keepOriginal(people.mentor, { hash: 'a', name: 'a.jpg', bytes: new ArrayBuffer(2_000_000) });
  await open();
  await screen.findByText(/^One original on this device, 2/);
  fireEvent.click(screen.getByRole('button', { name: 'Remove the original' }));
  await waitFor(() => expect(screen.queryByText(/original on this device/)).toBeNull());
  expect(await countOriginals(people.mentor)).toMatchObject({ count: 0 });
});
