import { beforeEach, expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleExchange, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';

const newId = idMaker(0x50b);
const full = { day: '2026-05-12', amount: 1850, currency: 'EUR', rate: null, category: 'meals', merchant: 'Café' };
let tx: MemoryTx;

beforeEach(async () => {
  tx = new MemoryTx();
  await runMutation(tx, 'exchange.create', sampleExchange, contextOf('hub'));
});

async function add(change: object = {}, hasReceipt = true): Promise<string> {
  const id = newId();
  await runMutation(tx, 'expense.add', { ...sampleExpense(id), ...full, ...change }, contextOf('mentor'));
  const receipt = sampleReceipt(newId(), id, 'ab'.repeat(32));
  if (hasReceipt) await runMutation(tx, 'receipt.add', receipt, contextOf('mentor'));
  return id;
}

async function submit(ids: readonly string[], role: 'mentor' | 'mentee' = 'mentor') {
  const rows = await Promise.all(ids.map((id) => tx.get('expense', id)));
  const items = ids.map((expenseId, index) => ({ expenseId, revision: rows[index]?.revision ?? 0 }));
  const args = { id: newId(), note: '', by: people[role], at: instant, items };
  return runMutation(tx, 'expense.submit', args, contextOf(role));
}

test('complete expenses are handed in together, and each knows in which report, by whom and when', async () => {
  const ids = [await add(), await add({ amount: 900 })];
  expect(await submit(ids)).toBeUndefined();
  const [report] = await tx.list('submission');
  expect(report).toMatchObject({ number: 1, expenseIds: ids });
  const submission = { id: report?.id, by: people.mentor, at: instant };
  for (const id of ids) expect(await tx.get('expense', id)).toMatchObject({ submission });
});

test.each([
  ['lacks details', { merchant: '' }, true, 'expense-incomplete'],
  ['has no receipt', {}, false, 'check-no-receipt'],
  ['is a fee', { category: 'other', subcategory: 'fee' }, true, 'check-fee'],
  ['has no rate', { currency: 'CZK' }, true, 'check-no-rate'],
  ['is of another month', { day: '2026-03-01' }, true, 'check-outside-visit'],
])(
  'one line that %s keeps the whole report back, and nothing of it is handed in',
  async (_why, change, has, detail) => {
    const good = await add();
    expect(await submit([good, await add(change, has)])).toEqual({ code: 'rule_broken', detail });
    expect(await tx.list('submission')).toEqual([]);
    expect((await tx.get('expense', good))?.submission).toBeUndefined();
  },
);

test('what was changed after the person had looked is not handed in unseen', async () => {
  const id = await add();
  const args = { id: newId(), note: '', by: people.mentor, at: instant, items: [{ expenseId: id, revision: 0 }] };
  await runMutation(tx, 'expense.edit', { id, changes: { note: 'x' } }, contextOf('mentee'));
  expect((await runMutation(tx, 'expense.submit', args, contextOf('mentor')))?.detail).toBe('expense-changed');
});

test('two phones that hand in the same lines offline make one report of them and say so to the second', async () => {
  const [shared, own] = [await add(), await add()];
  await submit([shared], 'mentor');
  expect(await submit([shared], 'mentee')).toEqual({ code: 'rule_broken', detail: 'submission-empty' });
  expect(await submit([shared, own], 'mentee')).toBeUndefined();
  expect((await tx.list('submission')).map(({ number, expenseIds }) => [number, expenseIds])).toEqual([
    [1, [shared]],
    [2, [own]],
  ]);
});

test('nobody hands in under another name, nor writes the report or a confirmation into an expense', async () => {
  const id = await add();
  const items = [{ expenseId: id, revision: 1 }];
  const args = { id: newId(), note: '', by: people.mentee, at: instant, items };
  expect((await runMutation(tx, 'expense.submit', args, contextOf('mentor')))?.code).toBe('not_allowed');
  const forged = { id, changes: { submission: { id: newId(), by: people.mentor, at: instant } } };
  expect((await runMutation(tx, 'expense.edit', forged, contextOf('mentor')))?.code).toBe('args_invalid');
});

const declare = (expenseId: string) =>
  runMutation(
    tx,
    'declaration.make',
    { expenseId, by: people.mentor, at: instant, reason: 'Rain' },
    contextOf('mentor'),
  );
const confirm = (expenseId: string, role: 'mentor' | 'mentee', revision: number) =>
  runMutation(tx, 'declaration.confirm', { expenseId, by: people[role], at: instant, revision }, contextOf(role));

test('a lost receipt is declared by one side and confirmed by the other, and then the expense may be handed in', async () => {
  const id = await add({}, false);
  expect(await declare(id)).toBeUndefined();
  expect((await submit([id]))?.detail).toBe('check-declaration');
  expect(await confirm(id, 'mentor', 1)).toEqual({ code: 'not_allowed', detail: 'side' });
  expect(await confirm(id, 'mentee', 0)).toEqual({ code: 'rule_broken', detail: 'expense-changed' });
  expect(await confirm(id, 'mentee', 1)).toBeUndefined();
  expect(await submit([id])).toBeUndefined();
});

test('another amount needs another confirmation; another note does not', async () => {
  const id = await add({}, false);
  await declare(id);
  await confirm(id, 'mentee', 1);
  await runMutation(tx, 'expense.edit', { id, changes: { note: 'soup' } }, contextOf('mentor'));
  expect((await tx.get('expense', id))?.declaration?.confirmed).not.toBeNull();
  const dearer = { amount: 9900, currency: 'EUR', rate: null };
  await runMutation(tx, 'expense.edit', { id, changes: dearer }, contextOf('mentor'));
  expect((await tx.get('expense', id))?.declaration).toMatchObject({ reason: 'Rain', confirmed: null });
});

test('parts are taken only with the amount that they come to', async () => {
  const id = await add();
  const parts = [
    { category: 'meals', subcategory: null, amount: 1000, note: '' },
    { category: 'other', subcategory: null, amount: 850, note: '' },
  ];
  const edit = (changes: object) => runMutation(tx, 'expense.edit', { id, changes }, contextOf('mentor'));
  expect((await edit({ parts }))?.code).toBe('args_invalid');
  expect((await edit({ parts, amount: 1851, currency: 'EUR', rate: null }))?.code).toBe('args_invalid');
  expect(await edit({ parts, amount: 1850, currency: 'EUR', rate: null })).toBeUndefined();
});

test('an exchange slip is of an advance, in another currency than it', async () => {
  const advanceId = newId();
  const advance = { id: advanceId, amount: 50_000, currency: 'EUR', receivedOn: '2026-05-01' };
  await runMutation(tx, 'advance.record', advance, contextOf('hub'));
  const slip = { id: newId(), advanceId, given: 50_000, got: 1_200_000, currency: 'CZK', day: '2026-05-11', place: '', createdBy: people.mentor, createdAt: instant }; // biome-ignore format: one slip
  const record = (change: object) => runMutation(tx, 'slip.record', { ...slip, ...change }, contextOf('mentor'));
  expect((await record({ currency: 'EUR' }))?.detail).toBe('slip-currency');
  expect((await record({ advanceId: newId() }))?.code).toBe('not_found');
  expect((await record({ createdBy: people.mentee }))?.code).toBe('not_allowed');
  expect(await record({})).toBeUndefined();
  expect(await record({ got: 1_190_000 })).toBeUndefined();
  expect((await tx.list('slip')).map(({ got }) => got)).toEqual([1_190_000]);
});
