import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ArgsOf } from '#domain/mutators.ts';
import type { PullResponse } from '#domain/protocol.ts';
import type { Series } from '#domain/rates/schema.ts';
import type { Role } from '#domain/scalars.ts';
import { CarnetDb } from '#store/db.ts';
import { openDrafts } from '#store/drafts.ts';
import { getRow, listInOrder, listRows } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { saveRatePack } from '#store/rates.ts';
import { applyPull } from '#store/replica.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import { ExpensePage } from './expense.tsx';
import { ExpenseNewPage } from './expense-new.tsx';
import { ExpensesPage } from './expenses.tsx';
import { SettlementPage } from './settlement.tsx';

const newId = idMaker(0xe5);
const now = Date.UTC(2026, 4, 12, 10);
const signIn = {
  participantId: people.mentor,
  topic: '',
  name: '',
  role: 'mentor',
  exchangeId: sampleExchange.id,
  token: '',
};

let store: Store;
const saveFile = vi.fn(async () => undefined);

function openTestStore(role: Role = 'mentor'): Store {
  const device = { now: () => now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  return openStore(contextOf(role), device, new CarnetDb(newId()));
}

/** What the server brought: the exchange and these expenses. */
async function pulled(
  expenses: readonly ArgsOf<'expense.add'>[],
  lastSeq = 0,
  receipts: readonly ArgsOf<'receipt.add'>[] = [],
): Promise<void> {
  const line = { id: newId(), category: 'meals', approved: 30_000 };
  const advance = { id: newId(), amount: 20_000, currency: 'EUR', receivedOn: '2026-05-01' };
  const changes = [
    { kind: 'exchange', id: sampleExchange.id, row: sampleExchange },
    { kind: 'budgetLine', id: line.id, row: line },
    { kind: 'advance', id: advance.id, row: advance },
    ...expenses.map((row) => ({ kind: 'expense', id: row.id, row })),
    ...receipts.map((row) => ({ kind: 'receipt', id: row.id, row })),
  ];
  const page: PullResponse = { type: 'pulled', changes, cursor: 1, more: false, lastSeq, rejected: [] };
  await applyPull(store.db, store.context, page, now);
}

async function show(path: string): Promise<void> {
  history.replaceState(null, '', path);
  const drafts = openDrafts(store.db, () => now);
  // A screen of expenses reads nothing from the sign-in.
  const session = { store, signIn: signIn as never, drafts };
  const device = { ...(await createTestApp()).device, saveFile };
  const app = await createTestApp({ session, now: () => now, device });
  render(
    <TestApp app={app}>
      <LocationProvider>
        <Router>
          <Route path="/expenses" component={ExpensesPage} />
          <Route path="/expenses/new" component={ExpenseNewPage} />
          <Route path="/expenses/settlement" component={SettlementPage} />
          <Route path="/expenses/:id" component={ExpensePage} />
        </Router>
      </LocationProvider>
    </TestApp>,
  );
}

/** The ECB’s rate of one day, as the sync brings it: so many crowns for one euro. */
async function publish(day: string, value: string): Promise<void> {
  const series = [{ source: 'ECB', from: 'EUR', to: 'CZK', values: [[day, value]] }] satisfies Series[];
  await saveRatePack(store.db, { type: 'rates', since: '2026-04-12', series }, now);
}

const expense = (change: Partial<ArgsOf<'expense.add'>> = {}) => ({ ...sampleExpense(newId()), ...change });
const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const pdf = (name: string) => new File([`%PDF-1.7 ${name}`], name, { type: 'application/pdf' });
const pick = (label: string, files: File[]) => fireEvent.change(screen.getByLabelText(label), { target: { files } });

beforeEach(() => {
  // A phone: happy-dom's window is wide.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  store = openTestStore();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the form of an expense', () => {
  const lunch = expense({ day: '2026-05-12', amount: 2000, currency: 'EUR', category: 'meals', merchant: 'Kavárna' });

  test('splits the receipt into parts, each with a kind of its own category', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    fireEvent.click(await screen.findByRole('button', { name: 'Split over categories' }));
    const choose = async (label: string, value: string) =>
      fireEvent.change(await screen.findByLabelText(label), { target: { value } });
    type('Amount of part 1', '15');
    await choose('Kind of part 1 (optional)', 'lunch');
    expect(screen.queryByLabelText('Kind of part 2 (optional)')).toBeNull();
    await choose('Category of part 2', 'local-transport');
    await choose('Kind of part 2 (optional)', 'taxi');
    type('Amount of part 2', '5');
    // A kind does not follow into another category.
    await choose('Category of part 1', 'other');
    expect(screen.getByLabelText('Kind of part 1 (optional)')).toHaveProperty('value', '');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const part = (category: string, subcategory: string | null, amount: number) => ({
      category,
      subcategory,
      amount,
      note: '',
    });
    await waitFor(async () =>
      expect((await getRow(store, 'expense', lunch.id))?.parts).toEqual([
        part('other', null, 1500),
        part('local-transport', 'taxi', 500),
      ]),
    );
  });

  test('saves only the fields that were changed, and says so', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Paid to');
    type('Paid to', 'Kavárna Trojka');
    await screen.findByText('Not saved yet');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved on this device');
    const { entries } = await listWaiting(store);
    expect(entries.map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'expense.edit', args: { id: lunch.id, changes: { merchant: 'Kavárna Trojka' } } },
    ]);
    expect(await store.db.drafts.count()).toBe(0);
  });

  test('what is typed while a save is being written is kept, on the screen and in the draft', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Paid to');
    let written: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => {
      written = resolve;
    });
    const mutate = store.mutate;
    vi.spyOn(store, 'mutate').mockImplementation((...write) => disk.then(() => mutate(...write)));
    type('Paid to', 'Kavárna');
    type(/^Note/, 'for six');
    await screen.findByText('Not saved yet');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    type(/^Note/, 'for six people');
    written();
    await waitFor(async () => expect((await getRow(store, 'expense', lunch.id))?.note).toBe('for six'));
    await waitFor(async () =>
      expect((await store.db.drafts.toArray()).map(({ value }) => value)).toEqual([{ note: 'for six people' }]),
    );
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Note/).value).toBe('for six people');
    expect(screen.queryByText('Saved on this device')).toBeNull();
    screen.getByText('Not saved yet');
  });

  test('an amount is sent with its currency and rate', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Amount');
    type('Amount', '18.50');
    await screen.findByText('Not saved yet');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved on this device');
    const [entry] = (await listWaiting(store)).entries;
    expect(entry?.args).toEqual({ id: lunch.id, changes: { amount: 1850, currency: 'EUR', rate: null } });
  });

  test('says what is wrong with an amount when it is left, and saves nothing', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Amount');
    type('Amount', 'twenty');
    fireEvent.blur(screen.getByLabelText('Amount'));
    await screen.findByText(/Write the amount in digits/);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect((await listWaiting(store)).entries).toEqual([]);
  });

  test('keeps what is typed, and brings it back after a reload', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText(/^Note/);
    type(/^Note/, 'for six people');
    await screen.findByText('Not saved yet');
    cleanup();
    await waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
    await show(`/expenses/${lunch.id}`);
    await screen.findByText(/What you had typed is back/);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Note/).value).toBe('for six people');
  });

  test('lets an untouched field follow another phone, while a touched one stays', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Paid to');
    type('Amount', '25');
    await screen.findByText('Not saved yet');
    await pulled([{ ...lunch, merchant: 'Bistro', amount: 3000 }]);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Paid to').value).toBe('Bistro'));
    expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('25');
  });

  test('asks for a rate only in a foreign currency, and shows what the amount becomes', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    await screen.findByLabelText('Currency');
    expect(screen.queryByLabelText('Exchange rate')).toBeNull();
    fireEvent.change(screen.getByLabelText('Currency'), { target: { value: 'CZK' } });
    await screen.findByLabelText('Exchange rate');
    type('Exchange rate', '0,05');
    await screen.findByText('CZK 20.00 = €1.00');
  });

  test('offers the published rate of its day, and keeps whose and of which day it is', async () => {
    await publish('2026-05-11', '25');
    await pulled([{ ...lunch, currency: 'CZK' }]);
    await show(`/expenses/${lunch.id}`);
    fireEvent.click(await screen.findByRole('button', { name: 'Use 0.04 (ECB, Mon 11 May)' }));
    await screen.findByText('CZK 20.00 = €0.80');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved on this device');
    const rate = { value: '0.04', source: 'ECB', day: '2026-05-11' };
    expect((await getRow(store, 'expense', lunch.id))?.rate).toEqual(rate);
    await screen.findByText('CZK 20.00 = €0.80 · rate of Mon 11 May');
    expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
  });

  test('is deleted and restored', async () => {
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByRole('button', { name: 'Delete' });
    expect((await getRow(store, 'expense', lunch.id))?.deletedAt).toBeNull();
  });

  test('is only to be read for the Hub', async () => {
    store = openTestStore('hub');
    await pulled([lunch]);
    await show(`/expenses/${lunch.id}`);
    expect((await screen.findAllByText('Kavárna')).length).toBe(2);
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});

describe('the list of expenses', () => {
  test('gives all that lack a rate the published one, in one tap; of a day without any, none', async () => {
    await publish('2026-05-11', '25');
    const crowns = { amount: 2500, currency: 'CZK', category: 'meals', merchant: 'Pekárna' } as const;
    const known = { value: '0.05', source: 'slip', day: '2026-05-12' };
    const before = expense({ ...crowns, day: '2026-05-09' });
    const typed = expense({ ...crowns, day: '2026-05-12', rate: known });
    const lacking = [expense({ ...crowns, day: '2026-05-12' }), expense({ ...crowns, day: '2026-05-13' })];
    await pulled([before, typed, ...lacking]);
    await show('/expenses');
    await screen.findByText(/^2 expenses have no exchange rate yet/);
    fireEvent.click(screen.getByRole('button', { name: 'Use the published rates' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Use the published rates' })).toBeNull());
    const rates = await Promise.all(
      [before, typed, ...lacking].map(async ({ id }) => (await getRow(store, 'expense', id))?.rate ?? null),
    );
    const published = { value: '0.04', source: 'ECB', day: '2026-05-11' };
    expect(rates).toEqual([null, known, published, published]);
  });

  test('finds words, also Cyrillic ones and İ', async () => {
    await pulled([expense({ merchant: 'İstanbul Kebap' }), expense({ merchant: 'Кав’ярня' })]);
    await show('/expenses');
    await screen.findByText('Кав’ярня');
    type('Search expenses', 'istanbul');
    await waitFor(() => expect(screen.queryByText('Кав’ярня')).toBeNull());
    expect(screen.getByText('İstanbul Kebap')).toBeTruthy();
    expect(screen.getByText('One expense found')).toBeTruthy();
    type('Search expenses', 'кав');
    await screen.findByText('Кав’ярня');
  });

  test('says what is missing, both amounts, and what waits for a rate', async () => {
    const rate = { value: '0.04', source: '', day: '2026-05-12' };
    await pulled([
      expense({ amount: 100_000, currency: 'CZK', rate, category: 'meals', merchant: 'Bistro', day: '2026-05-12' }),
      expense({ amount: 5000, currency: 'CZK', category: 'meals', merchant: 'Pekárna', day: '2026-05-12' }),
      expense(),
    ]);
    await show('/expenses');
    const bistro = (await screen.findByText('Bistro')).closest('li');
    expect(bistro?.textContent).toMatch(/CZK\s1,000\.00.*€40\.00/);
    expect(screen.getByText('Needs details: amount, date, category and who was paid')).toBeTruthy();
    const budget = within(screen.getByRole('region', { name: 'Budget' }));
    expect(budget.getByText('€260.00')).toBeTruthy();
    expect(budget.getByText(/^1 needs details · 1 needs a rate/)).toBeTruthy();
  });

  test('strikes a deleted expense through, and undoes it there', async () => {
    const gone = expense({ merchant: 'Twice', deletedAt: '2026-05-12T09:30:00.000Z' });
    await pulled([gone]);
    await show('/expenses');
    expect((await screen.findByText('Twice')).tagName).toBe('S');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByText('Twice').tagName).not.toBe('S'));
    expect((await getRow(store, 'expense', gone.id))?.deletedAt).toBeNull();
  });

  test('draws all of a long list in steps, and searches the whole of it', async () => {
    await pulled(Array.from({ length: 60 }, (_, at) => expense({ merchant: `Kiosk ${at}`, day: '2026-05-12' })));
    await show('/expenses');
    await screen.findByText('Kiosk 59');
    await waitFor(() => expect(screen.getAllByText(/^Kiosk \d+$/)).toHaveLength(60), { timeout: 10_000 });
    type('Search expenses', 'kiosk 5');
    await screen.findByText('15 expenses found');
  });

  test('tells “not downloaded” from “none”', async () => {
    await show('/expenses');
    await screen.findByText('Not on this device yet');
    await pulled([]);
    await screen.findByText('Every receipt of the visit, in one place');
  });

  test('says of each receipt where it is', async () => {
    await pulled([]);
    const own = expense({ merchant: 'Taxi' });
    await store.mutate('expense.add', own);
    const hash = 'a'.repeat(64);
    const receipt = sampleReceipt(newId(), own.id, hash);
    await store.mutate('receipt.add', receipt);
    const record = { exchangeId: sampleExchange.id, hash, type: 'image/jpeg', size: 100, uploadUrl: null } as const;
    const times = {
      storedAt: now,
      sendingAt: null,
      confirmedAt: null,
      seenAt: null,
      reportedAt: null,
      lastError: null,
    };
    await store.db.blobs.put({ ...record, ...times, state: 'waiting', origin: 'captured', sentBytes: 0 });
    await show('/expenses');
    await screen.findByText(/^On this device, now — waiting$/);
    await store.db.blobs.update([sampleExchange.id, hash], { sentBytes: 40 });
    await screen.findByText('Uploading 40%');
    await pulled([own], 2, [receipt]);
    await store.db.blobs.update([sampleExchange.id, hash], {
      state: 'confirmed',
      confirmedAt: now + 60_000,
      sentBytes: 100,
    });
    await screen.findByText(/^Reached the Hub’s server /);
  });
});

describe('a receipt', () => {
  test('is an expense as soon as its files are safe, and opens with the form', async () => {
    await pulled([]);
    await show('/expenses/new');
    pick('Choose files', [pdf('one.pdf'), pdf('two.pdf')]);
    await screen.findByLabelText('Amount');
    expect(location.pathname).toMatch(/^\/expenses\/[0-9a-f-]{36}$/);
    expect(screen.getByText('2 pages saved on this device')).toBeTruthy();
    expect((await listInOrder(store, 'receipt')).map(({ name }) => name)).toEqual(['one.pdf', 'two.pdf']);
    expect(await listRows(store, 'expense')).toHaveLength(1);
  });

  test('that can’t be kept is named, with its reason, and the others are saved', async () => {
    await pulled([]);
    await show('/expenses/new');
    pick('Choose files', [new File([], 'empty.jpg'), pdf('good.pdf'), new File(['GIF89a'], 'moving.gif')]);
    await screen.findByText('empty.jpg');
    expect(screen.getByText(/This file is empty/)).toBeTruthy();
    expect(screen.getByText('moving.gif')).toBeTruthy();
    expect(screen.getByText(/JPEG, PNG, WebP/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: 'Go on with what is saved' }));
    await screen.findByText('good.pdf');
  });

  test('that finds no space can be kept elsewhere and tried again, and is not thrown away by a tap', async () => {
    await pulled([]);
    await show('/expenses/new');
    const full = vi.spyOn(store.db.blobBytes, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    pick('Take a photo', [pdf('lunch.pdf')]);
    await screen.findByText(/There is no space left/);
    const [close] = await screen.findAllByRole('button', { name: 'Close' });
    fireEvent.click(close ?? document.body);
    await screen.findByText(/not saved anywhere yet/);
    fireEvent.click(screen.getByRole('button', { name: 'Save the file to the device' }));
    await waitFor(() => expect(saveFile).toHaveBeenCalled());
    full.mockRestore();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByLabelText('Amount');
    expect(await listRows(store, 'receipt')).toHaveLength(1);
  });

  test('may be missing: an expense begins without one', async () => {
    await pulled([]);
    await show('/expenses/new');
    fireEvent.click(screen.getByRole('button', { name: 'Without a receipt' }));
    await screen.findByLabelText('Amount');
    expect(await listRows(store, 'expense')).toHaveLength(1);
  });
});

describe('the settlement', () => {
  test('has nothing to say before the first expense or advance', async () => {
    const changes = [{ kind: 'exchange', id: sampleExchange.id, row: sampleExchange }];
    const page: PullResponse = { type: 'pulled', changes, cursor: 1, more: false, lastSeq: 0, rejected: [] };
    await applyPull(store.db, store.context, page, now);
    await show('/expenses/settlement');
    expect(await screen.findByText('Nothing to settle yet')).toBeTruthy();
    expect(screen.queryByText(/these figures are final/)).toBeNull();
  });

  test('is final once nothing is open', async () => {
    await pulled([]);
    await show('/expenses/settlement');
    expect(await screen.findByText(/these figures are final/)).toBeTruthy();
  });
});
