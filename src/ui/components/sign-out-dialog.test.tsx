import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholeBoard } from '#domain/board/board-filter.ts';
import { CarnetDb } from '#store/db.ts';
import { type Drafts, openDrafts } from '#store/drafts.ts';
import { queueCreations } from '#store/hub/creations.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import type { SignIn } from '#store/sign-in.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import type { Session } from '../context.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

const newId = idMaker(0x50);
let store: Store;
let drafts: Drafts;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
  drafts = openDrafts(store.db, store.now);
});
afterEach(cleanup);

async function open(): Promise<void> {
  const app = await createTestApp({ session: { store, drafts } as Session });
  render(
    <TestApp app={app}>
      <SignOutDialog open onClose={() => undefined} />
    </TestApp>,
  );
}

test('says that nothing is lost when nothing is, also with a form that was emptied again', async () => {
  await drafts.merge('task/new/1', { title: ' ' });
  await open();
  await screen.findByText(/Everything has been sent/);
});

test('counts a form that was begun, and offers the export', async () => {
  await drafts.merge('expense/1', { note: 'for six people' });
  await drafts.merge('expense/1', { merchant: 'Café' });
  await open();
  await screen.findByText('1 form you have begun');
  screen.getByRole('button', { name: 'Save a copy of everything' });
  screen.getByRole('button', { name: 'Sign out and lose this' });
  expect(screen.queryByText(/Everything has been sent/)).toBeNull();
});

test('a Hub person who has opened no exchange is told what waits to be created, and can take it along', async () => {
  const hub = new HubDb(newId());
  const created = { exchange: { ...sampleExchange, id: newId() }, people: [], sections: [], budget: [], days: [] };
  await queueCreations(hub, [created], 1);
  await openDrafts(hub, () => 0).merge('hub/new', { topic: 'Wikidata' });
  // How the board is looked at is no form.
  await openDrafts(hub, () => 0).merge('hub/board-filter', { text: 'Brno' });
  await hub.filters.put({ id: newId(), name: 'Brno', filter: wholeBoard });
  const participantId = hub.name.slice('carnet-hub-'.length);
  const signIn = { participantId, role: 'hub', exchangeId: null } as SignIn;
  const app = await createTestApp({ signIn, openHub: () => Promise.reject(new Error('not asked here')) });
  render(
    <TestApp app={app}>
      <SignOutDialog open onClose={() => undefined} />
    </TestApp>,
  );
  await screen.findByText('1 exchange that is not created yet');
  screen.getByText('1 form you have begun');
  screen.getByText('1 filter of the board that you have saved');
  screen.getByRole('button', { name: 'Save a copy of everything' });
  screen.getByRole('button', { name: 'Sign out and lose this' });
  await hub.delete();
});
