import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import type { Expense } from '#domain/expense/schema.ts';
import { readZip, readZipEntry } from '#domain/zip/read.ts';
import {
  contextOf,
  exchangeId,
  idMaker,
  people,
  sampleExpense,
  sampleReceipt,
  sampleSession,
} from '#tests/fixtures.ts';
import { storeBytes } from '../blobs.ts';
import { blobSource } from '../copy-source.ts';
import { CarnetDb } from '../db.ts';
import { openStore, type Store } from '../store.ts';
import { numberedLines, receiptName, type SettlementLine } from './lines.ts';
import { packReceipts } from './pack.ts';
import { settlementTable, type TableContext } from './table.ts';

const newId = idMaker(0x5e77);
const lunch = { day: '2026-05-14', amount: 4250, currency: 'EUR', category: 'meals', subcategory: 'lunch' } as const;

function item(change: Partial<Expense> = {}, pages = 1): { expense: Expense; receipts: SettlementLine['receipts'] } {
  const id = newId();
  const receipts = Array.from({ length: pages }, () => sampleReceipt(newId(), id, 'ab'.repeat(32)));
  return { expense: { ...sampleExpense(id), ...lunch, merchant: 'Café', ...change }, receipts };
}

const session = sampleSession(newId(), 'Lunch, with both teams');
const person = { id: people.mentor, name: 'Ђорђе', role: 'mentor', community: '', username: '', lead: true } as const;
const context: TableContext = {
  currency: 'EUR',
  people: new Map([[people.mentor, person]]),
  sessions: [session],
  stateOf: () => 'ready',
};
const rowsOf = (table: string) => table.slice(1).trimEnd().split('\r\n');

test('receipts are named by line, day, kind and amount; further pages and what is unknown say so', () => {
  const [line] = numberedLines([item()]);
  if (!line) throw new Error('no line');
  const jpeg = { type: 'image/jpeg' } as const;
  expect(receiptName({ ...line, number: 17 }, jpeg, 0)).toBe('017_2026-05-14_lunch_42.50_EUR.jpg');
  expect(receiptName({ ...line, number: 17 }, { type: 'application/pdf' }, 1)).toBe(
    '017_2026-05-14_lunch_42.50_EUR_p2.pdf',
  );
  const bare = { ...line, expense: sampleExpense(newId()) };
  expect(receiptName(bare, jpeg, 0)).toBe('001_no-date_no-category_no-amount.jpg');
});

test('lines are numbered by day, and the deleted have no number', () => {
  const items = [
    item({ day: '2026-05-14' }),
    item({ day: '2026-05-12' }),
    item({ deletedAt: '2026-05-14T10:00:00.000Z' }),
  ];
  expect(numberedLines(items).map(({ number, expense }) => [number, expense.day])).toEqual([
    [1, '2026-05-12'],
    [2, '2026-05-14'],
  ]);
});

test('the table has a line for each part, which come to the whole in both currencies', () => {
  const rate = { value: '0.0405', source: 'ECB', day: '2026-05-14' };
  const parts = [
    { category: 'meals', subcategory: 'lunch', amount: 10_001, note: 'soup' },
    { category: 'other', subcategory: null, amount: 4998, note: '' },
  ] as const;
  const split = item({ amount: 14_999, currency: 'CZK', rate, parts: [...parts], sessionId: session.id });
  const [head, ...rows] = rowsOf(settlementTable(numberedLines([split]), context));
  expect(head?.split(',').slice(0, 4)).toEqual(['Line', 'Part', 'Day', 'Amount']);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain('1,1/2,2026-05-14,100.01,CZK,0.0405,2026-05-14,ECB,4.05,EUR,meals,lunch');
  expect(rows[1]).toContain('1,2/2,2026-05-14,49.98,CZK,0.0405,2026-05-14,ECB,2.02,EUR,other,');
  expect(rows[0]).toContain('"Lunch, with both teams"');
});

test('the table begins with a byte order mark, and nothing in it can run as a formula', () => {
  const evil = ['=HYPERLINK("x")', '+A1', '-A1', '@SUM(A1)', '\t=1', '＝1', '"=1\n'];
  const table = settlementTable(numberedLines(evil.map((merchant) => item({ merchant, note: merchant }))), context);
  expect(table.startsWith('\ufeff')).toBe(true);
  for (const row of table.split('\r\n').slice(1)) expect(row).not.toMatch(/(^|,)"?\s*[=+@\t＝]/);
  expect(table).toContain(`"'=HYPERLINK(""x"")"`);
});

async function openPhone(): Promise<Store> {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const device = { now: () => Date.parse('2026-05-15T10:00:00Z'), fillRandom };
  const store = openStore(contextOf('mentor'), device, new CarnetDb(newId()));
  onTestFinished(() => store.db.delete());
  return store;
}

test('two hundred receipts go into one file, each whole and under its name, and never two in memory', async () => {
  const store = await openPhone();
  const items = [];
  for (let mark = 0; mark < 200; mark += 1) {
    const bytes = new Uint8Array(20_000).fill(mark);
    bytes.set([0xff, 0xd8, 0xff, 0xe0]);
    const { hash } = await storeBytes(store.db, exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 0);
    const { expense } = item({ amount: 100 + mark });
    items.push({ expense, receipts: [sampleReceipt(newId(), expense.id, hash)] });
  }
  let reading = 0;
  const get = store.db.blobBytes.get.bind(store.db.blobBytes);
  store.db.blobBytes.get = ((key: string) => {
    reading += 1;
    expect(reading).toBe(1);
    return get(key).finally(() => {
      reading -= 1;
    });
  }) as typeof store.db.blobBytes.get;
  const table = new Blob(['Line'], { type: 'text/csv' });
  const { file, missing } = await packReceipts(store, numberedLines(items), [{ name: 'expenses.csv', file: table }]);
  expect(missing).toEqual([]);
  const source = blobSource(file);
  const entries = await readZip(source);
  expect(entries).toHaveLength(201);
  const entry = entries.find(({ name }) => name === 'receipts/200_2026-05-14_lunch_2.99_EUR.jpg');
  if (!entry) throw new Error('no receipt 200');
  expect((await readZipEntry(source, entry, 1e6)).at(-1)).toBe(199);
});

test('a receipt that is not on this device is named and stops nothing', async () => {
  const store = await openPhone();
  const { file, missing } = await packReceipts(store, numberedLines([item({}, 2)]), []);
  expect(missing).toHaveLength(2);
  expect((await readZip(blobSource(file))).map(({ name }) => name)).toEqual(['missing.txt']);
});
