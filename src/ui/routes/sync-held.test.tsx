import 'fake-indexeddb/auto';
import { screen } from '@testing-library/preact';
import { expect, onTestFinished, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { openStore } from '#store/store.ts';
import { contextOf, exchangeId, idMaker } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { HeldRows } from './sync-held.tsx';

const newId = idMaker(0x4e1d);

test('S9: rows of a newer version that can’t be read yet are counted on the sync screen', async () => {
  const db = new CarnetDb(newId());
  onTestFinished(() => db.delete());
  const store = openStore(contextOf('mentee'), { now: Date.now, fillRandom: () => {} }, db);
  for (const id of [newId(), newId()]) await db.held.add({ exchangeId, kind: 'idea', id, row: { id } });
  await openScreen(store, '/more/sync', <HeldRows />);
  expect((await screen.findByText(/2 entries of a newer Carnet/)).textContent).toContain('after the update');
});
