import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listRows } from '#store/queries/rows.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { Session as AppSession } from '../context.ts';
import { ReceiptCapture } from './receipt-capture-dialog.tsx';
import { ReceiptWithout } from './receipt-without.tsx';

const newId = idMaker(0xcd);
const photo = new File(['%PDF-1.7'], 'lunch.pdf', { type: 'application/pdf' });
const onDone = vi.fn();
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  history.replaceState(null, '', '/expenses');
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  onDone.mockReset();
});

async function show(screenful: ComponentChildren): Promise<void> {
  // These ask the session for its store only.
  const app = await createTestApp({ session: { store } as AppSession });
  render(
    <TestApp app={app}>
      <LocationProvider>{screenful}</LocationProvider>
    </TestApp>,
  );
}

/** Whether the browser would ask before the tab is closed. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function fillDisk() {
  return vi.spyOn(store.db.blobBytes, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
}

test('Back, and closing the tab, do not throw away a photo that is saved nowhere', async () => {
  const full = fillDisk();
  const push = vi.spyOn(history, 'pushState');
  const stepBack = vi.spyOn(history, 'back').mockImplementation(() => {
    window.dispatchEvent(new Event('popstate'));
  });
  await show(<ReceiptCapture files={[photo]} expenseId={newId()} onDone={onDone} />);
  await screen.findByText(/There is no space left/);
  expect(asks()).toBe(true);
  await waitFor(() => expect(push).toHaveBeenCalledTimes(1));

  for (const pushed of [2, 3]) {
    window.dispatchEvent(new Event('popstate'));
    await screen.findByText(/not saved anywhere yet/);
    expect(push).toHaveBeenCalledTimes(pushed);
  }
  expect(onDone).not.toHaveBeenCalled();

  full.mockRestore();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(onDone).toHaveBeenCalledWith(1));
  expect(stepBack).toHaveBeenCalledTimes(1);
  expect(push).toHaveBeenCalledTimes(3);
  cleanup();
  await waitFor(() => expect(asks()).toBe(false));
});

test('a photo that is safe leaves nothing in the history', async () => {
  const push = vi.spyOn(history, 'pushState');
  await show(<ReceiptCapture files={[photo]} expenseId={newId()} onDone={onDone} />);
  await waitFor(() => expect(onDone).toHaveBeenCalledWith(1));
  expect(push).not.toHaveBeenCalled();
});

test('two quick presses begin one expense', async () => {
  await show(<ReceiptWithout />);
  const button = screen.getByRole('button', { name: 'Without a receipt' });
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(location.pathname).toMatch(/^\/expenses\/./));
  expect(await listRows(store, 'expense')).toHaveLength(1);
});
