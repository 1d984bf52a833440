import { beforeEach, expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleExchange, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import { hashOf, readFacts } from '../signature/content.ts';
import { stateOfTalk, type Verdict } from './schema.ts';

const newId = idMaker(0xec);
const hub = contextOf('hub');
const mentor = contextOf('mentor');
const full = { day: '2026-05-12', amount: 1850, currency: 'EUR', rate: null, category: 'meals', merchant: 'Café' };
let tx: MemoryTx;
let id: string;

beforeEach(async () => {
  tx = new MemoryTx();
  id = newId();
  await runMutation(tx, 'exchange.create', sampleExchange, hub);
  await runMutation(tx, 'expense.add', { ...sampleExpense(id), ...full }, mentor);
});

const expense = () => tx.get('expense', id);
const turns = async () => (await tx.list('reviewEntry', id)).map(({ verdict, turn }) => [turn, verdict]);
const edit = (changes: object) => runMutation(tx, 'expense.edit', { id, changes }, mentor);

const decide = (verdict: Verdict, { words = 'Why?', revision = 0, by = people.hub, context = hub } = {}) =>
  runMutation(tx, 'expense.review', { id: newId(), expenseId: id, verdict, words, by, at: instant, revision }, context);

const answer = (words: string) =>
  runMutation(tx, 'expense.answer', { id: newId(), expenseId: id, words, by: people.mentor, at: instant }, mentor);

test('only the Hub decides, and in its own name', async () => {
  expect((await decide('approved', { context: mentor, by: people.mentor }))?.code).toBe('not_allowed');
  expect((await decide('approved', { by: people.mentor }))?.code).toBe('not_allowed');
  expect((await expense())?.review).toBeUndefined();
  expect(await turns()).toEqual([]);
});

test('an author cannot approve what he writes', async () => {
  const own = { ...sampleExpense(newId()), ...full, review: 'approved' };
  expect((await runMutation(tx, 'expense.add', own, mentor))?.code).toBe('args_invalid');
  expect((await edit({ review: 'approved' }))?.code).toBe('args_invalid');
});

test('a question and a rejection need words; an approval needs none', async () => {
  for (const verdict of ['queried', 'rejected'] as const)
    expect(await decide(verdict, { words: ' ' })).toEqual({ code: 'rule_broken', detail: 'review-words' });
  expect(await decide('approved', { words: '' })).toBeUndefined();
  expect((await expense())?.review).toBe('approved');
});

test('an expense that lacks details cannot be approved, and can be asked about', async () => {
  await edit({ merchant: '' });
  expect(await decide('approved', { revision: 1 })).toEqual({ code: 'rule_broken', detail: 'expense-incomplete' });
  expect(await decide('queried', { revision: 1 })).toBeUndefined();
});

test('a decision about an earlier revision is refused: nobody approves a figure that he has not seen', async () => {
  await edit({ amount: 9900, currency: 'EUR', rate: null });
  expect(await decide('approved')).toEqual({ code: 'rule_broken', detail: 'expense-changed' });
  expect((await expense())?.review).toBeUndefined();
  expect(await decide('approved', { revision: 1 })).toBeUndefined();
});

test('an answer puts what was asked about back to waiting, and the talk stays in the order of its turns', async () => {
  await decide('queried');
  expect((await answer(' '))?.detail).toBe('review-words');
  expect(await answer('It was for both teams')).toBeUndefined();
  expect((await expense())?.review).toBe('waiting');
  await decide('approved');
  expect(await turns()).toEqual([
    [1, 'queried'],
    [2, 'answered'],
    [3, 'approved'],
  ]);
});

test('an edit, also of what was approved or rejected, makes it wait again', async () => {
  let revision = 0;
  for (const verdict of ['queried', 'approved', 'rejected'] as const) {
    await decide(verdict, { revision });
    await edit({ note: `after ${verdict}` });
    revision += 1;
    expect((await expense())?.review, verdict).toBe('waiting');
  }
});

test('one more page answers a question, and takes no approval back', async () => {
  const page = () => runMutation(tx, 'receipt.add', sampleReceipt(newId(), id, 'cd'.repeat(32)), mentor);
  await decide('approved');
  await page();
  expect(await expense()).toMatchObject({ review: 'approved', revision: 1 });
  await decide('queried', { revision: 1 });
  await page();
  expect(await expense()).toMatchObject({ review: 'waiting', revision: 2 });
});

test('the small picture that a PDF gets later takes no approval back; another picture does', async () => {
  const receipt = { ...sampleReceipt(newId(), id, 'cd'.repeat(32)), thumb: null };
  await runMutation(tx, 'receipt.add', receipt, mentor);
  await decide('approved', { revision: 1 });
  const { blob, type, size } = receipt;
  const redraw = (changes: object) =>
    runMutation(tx, 'receipt.redraw', { id: receipt.id, changes: { blob, type, size, ...changes } }, mentor);
  expect(await redraw({ thumb: 'ef'.repeat(32) })).toBeUndefined();
  expect(await tx.get('receipt', receipt.id)).toMatchObject({ blob, thumb: 'ef'.repeat(32) });
  expect(await expense()).toMatchObject({ review: 'approved', revision: 1 });
  await redraw({ blob: 'ab'.repeat(32), thumb: null });
  expect(await expense()).toMatchObject({ review: 'waiting', revision: 2 });
});

test('a deleted expense is not decided about, and comes back waiting', async () => {
  await decide('approved');
  await runMutation(tx, 'expense.delete', { id, at: instant }, mentor);
  expect((await decide('approved', { revision: 1 }))?.detail).toBe('expense-removed');
  await runMutation(tx, 'expense.restore', { id }, mentor);
  expect((await expense())?.review).toBe('waiting');
});

test('a decision can be taken back', async () => {
  await decide('approved');
  await decide('reopened', { words: '' });
  expect((await expense())?.review).toBe('waiting');
});

async function signBoth(): Promise<void> {
  const content = await readFacts(tx);
  for (const role of ['mentee', 'mentor'] as const) {
    const args = { id: newId(), hash: hashOf(content), at: instant, content };
    expect(await runMutation(tx, 'report.sign', args, contextOf(role))).toBeUndefined();
  }
}

const report = (verdict: Verdict, words = '', texts: object[] = []) =>
  runMutation(tx, 'report.review', { id: newId(), verdict, words, by: people.hub, at: instant, texts }, hub);
const talk = async () => stateOfTalk(await tx.list('reviewEntry', sampleExchange.id));

test('a report is accepted only with an action item in it, and its words are kept as they were', async () => {
  const texts = [{ textId: newId(), words: 'We met.' }];
  expect((await report('approved', '', texts))?.detail).toBe('report-no-action');
  const item = { id: newId(), order: 'V', what: 'Call', who: '', due: null, done: false, note: '' };
  await runMutation(tx, 'action.add', item, mentor);
  expect((await report('approved', '', texts))?.detail).toBe('report-unsigned');
  await signBoth();
  expect(await report('approved', '', texts)).toBeUndefined();
  expect(await talk()).toBe('approved');
  expect(await tx.list('textVersion')).toMatchObject([
    { words: 'We met.', reason: 'acceptance', authorId: people.hub },
  ]);
});

test('changes asked for in a report wait for an answer, and the answer for the Hub', async () => {
  expect((await report('queried'))?.detail).toBe('review-words');
  await report('queried', 'The third objective has no outcome.');
  expect(await talk()).toBe('queried');
  await runMutation(tx, 'report.answer', { id: newId(), words: 'Done', by: people.mentor, at: instant }, mentor);
  expect(await talk()).toBe('waiting');
});

test('of two approvals of one budget line, made on two devices, the later counts and not both', async () => {
  const approve = (approved: number) =>
    runMutation(tx, 'budget.approve', { id: newId(), category: 'meals', approved }, hub);
  await approve(10_000);
  await approve(12_000);
  expect((await tx.list('budgetLine')).map(({ approved }) => approved)).toEqual([12_000]);
});
