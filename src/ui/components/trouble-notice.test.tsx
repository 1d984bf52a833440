import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { idMaker } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from './test-app.tsx';
import { TroubleNotice } from './trouble-notice.tsx';

const newId = idMaker(0x7e);
afterEach(cleanup);

async function openNotice() {
  const db = new CarnetDb(newId());
  onTestFinished(() => db.delete());
  const onUpdate = vi.fn();
  const app = await createTestApp();
  render(
    <TestApp app={app}>
      <TroubleNotice db={db} onUpdate={onUpdate} />
    </TestApp>,
  );
  return { db, onUpdate };
}

test('S11: nothing is said while all is well; what happens later is', async () => {
  const { db } = await openNotice();
  await db.open();
  expect(screen.queryByRole('button')).toBeNull();
  db.troubles.letGo('taken');
  await screen.findByText(/nothing is saved here any more/);
  expect(screen.getAllByRole('button')).toHaveLength(1);
});

test('S9: when the server speaks another protocol the update is one press away', async () => {
  const { db, onUpdate } = await openNotice();
  const status = { key: 'sync', reachable: true, working: false, syncedAt: null } as const;
  await db.status.put({ ...status, error: 'protocol_unsupported' });
  fireEvent.click(await screen.findByRole('button', { name: 'Update now' }));
  expect(onUpdate).toHaveBeenCalledTimes(1);
  await db.status.put({ ...status, error: null });
  await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
});
