import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { type Drafts, openDrafts } from '#store/drafts.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker } from '#tests/fixtures.ts';
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
