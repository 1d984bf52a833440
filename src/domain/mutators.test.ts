import { expect, test } from 'vitest';
import {
  contextOf,
  exchangeId,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleReceipt,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';
import { MemoryTx } from './memory-tx.ts';
import { mutations, runMutation } from './mutators.ts';
import { roles } from './scalars.ts';

const newId = idMaker(0xaa);
const hash = 'cd'.repeat(32);
const mentor = contextOf('mentor');

test('an unknown mutation is refused by name', async () => {
  expect(await runMutation(new MemoryTx(), 'expense.explode', {}, mentor)).toEqual({
    code: 'unknown_mutation',
    detail: 'expense.explode',
  });
  expect((await runMutation(new MemoryTx(), 'toString', {}, mentor))?.code).toBe('unknown_mutation');
});

test('every mutation refuses every role that its table does not name, and args that are none', async () => {
  for (const [name, mutation] of Object.entries(mutations)) {
    for (const role of roles) {
      const rejection = await runMutation(new MemoryTx(), name, undefined, contextOf(role));
      expect(rejection?.code, `${name} as ${role}`).toBe(mutation.access.phases[role] ? 'args_invalid' : 'not_allowed');
    }
  }
});

test('args with a field that nobody knows are refused, not silently cut', async () => {
  const args = { ...sampleObjective(newId()), colour: 'red' };
  expect((await runMutation(new MemoryTx(), 'objective.add', args, mentor))?.code).toBe('args_invalid');
});

test('an exchange is created under its own id only, and does not end before it begins', async () => {
  const hub = contextOf('hub');
  expect((await runMutation(new MemoryTx(), 'exchange.create', { ...sampleExchange, id: newId() }, hub))?.code).toBe(
    'not_allowed',
  );
  const backwards = { ...sampleExchange, id: exchangeId, lastDay: '2026-05-11' };
  expect((await runMutation(new MemoryTx(), 'exchange.create', backwards, hub))?.code).toBe('rule_broken');
  expect(await runMutation(new MemoryTx(), 'exchange.create', sampleExchange, hub)).toBeUndefined();
});

test('a creation never overwrites', async () => {
  const tx = new MemoryTx();
  const objective = sampleObjective(newId(), 'first');
  await runMutation(tx, 'objective.add', objective, mentor);
  expect((await runMutation(tx, 'objective.add', { ...objective, title: 'second' }, mentor))?.code).toBe(
    'already_exists',
  );
  expect((await tx.get('objective', objective.id))?.title).toBe('first');
});

test('two edits of different fields both stay', async () => {
  const tx = new MemoryTx();
  const expense = sampleExpense(newId());
  await runMutation(tx, 'expense.add', expense, mentor);
  await runMutation(tx, 'expense.edit', { id: expense.id, changes: { merchant: 'Kavárna' } }, mentor);
  await runMutation(
    tx,
    'expense.edit',
    { id: expense.id, changes: { amount: 45000, currency: 'CZK', rate: null } },
    contextOf('mentee'),
  );
  expect(await tx.get('expense', expense.id)).toMatchObject({ merchant: 'Kavárna', amount: 45000, currency: 'CZK' });
});

test('an amount, its currency and its rate change together or not at all', async () => {
  const tx = new MemoryTx();
  const expense = sampleExpense(newId());
  await runMutation(tx, 'expense.add', expense, mentor);
  const edit = (changes: object) => runMutation(tx, 'expense.edit', { id: expense.id, changes }, mentor);
  const rate = { value: '0.04', source: '', day: '2026-05-12' };
  expect(await edit({ amount: 1850, currency: 'EUR', rate: null })).toBeUndefined();
  for (const part of [{ amount: 46000 }, { amount: 46000, currency: 'CZK' }, { rate }, { currency: 'CZK', rate }])
    expect((await edit({ ...part, merchant: 'Kavárna' }))?.code).toBe('args_invalid');
  expect(await tx.get('expense', expense.id)).toMatchObject({ amount: 1850, currency: 'EUR', merchant: '' });
  expect(await edit({ amount: 46000, currency: 'CZK', rate })).toBeUndefined();
  expect(await tx.get('expense', expense.id)).toMatchObject({ amount: 46000, currency: 'CZK', rate });
});

test('an edit that changes nothing, or the author, is refused', async () => {
  const tx = new MemoryTx();
  const expense = sampleExpense(newId());
  await runMutation(tx, 'expense.add', expense, mentor);
  expect((await runMutation(tx, 'expense.edit', { id: expense.id, changes: {} }, mentor))?.code).toBe('args_invalid');
  const stolen = { id: expense.id, changes: { createdBy: people.mentee } };
  expect((await runMutation(tx, 'expense.edit', stolen, mentor))?.code).toBe('args_invalid');
});

test('nobody writes in another’s name', async () => {
  const tx = new MemoryTx();
  expect((await runMutation(tx, 'expense.add', sampleExpense(newId(), people.mentee), mentor))?.code).toBe(
    'not_allowed',
  );
  const section = sampleSection(newId());
  await runMutation(tx, 'section.add', section, contextOf('hub'));
  const edit = { id: newId(), textId: section.id, update: 'AAA=', authorId: people.mentee, at: instant };
  expect((await runMutation(tx, 'text.edit', edit, mentor))?.code).toBe('not_allowed');
});

test('a receipt needs its expense', async () => {
  const receipt = sampleReceipt(newId(), newId(), hash);
  expect((await runMutation(new MemoryTx(), 'receipt.add', receipt, mentor))?.code).toBe('not_found');
});

test('a session ends after it begins, when it is added and when it is moved', async () => {
  const tx = new MemoryTx();
  const session = sampleSession(newId());
  expect((await runMutation(tx, 'session.add', { ...session, end: session.start }, mentor))?.code).toBe('rule_broken');
  await runMutation(tx, 'session.add', session, mentor);
  const move = { id: session.id, day: '2026-05-13', start: '11:00', end: '10:00' };
  expect((await runMutation(tx, 'session.move', move, mentor))?.code).toBe('rule_broken');
  expect(await tx.get('session', session.id)).toEqual(session);
  await runMutation(tx, 'session.move', { ...move, end: '12:00' }, mentor);
  expect(await tx.get('session', session.id)).toMatchObject({ day: '2026-05-13', start: '11:00', end: '12:00' });
});

test('a removed objective leaves no session that still claims to serve it', async () => {
  const tx = new MemoryTx();
  const objective = sampleObjective(newId());
  await runMutation(tx, 'objective.add', objective, mentor);
  await runMutation(tx, 'session.add', { ...sampleSession(newId()), objectiveIds: [objective.id] }, mentor);
  await runMutation(tx, 'objective.remove', { id: objective.id }, mentor);
  expect((await tx.list('session'))[0]?.objectiveIds).toEqual([]);
});

test('a day that is not in the calendar is refused', async () => {
  const session = { ...sampleSession(newId()), day: '2026-02-30' };
  expect((await runMutation(new MemoryTx(), 'session.add', session, mentor))?.code).toBe('args_invalid');
});

test('a closed exchange takes from the pair only what comes late; the Hub closes and opens it', async () => {
  const tx = new MemoryTx();
  const hub = contextOf('hub');
  const run = (name: string, args: object, context = mentor, now?: number) => runMutation(tx, name, args, context, now);
  await run('exchange.create', sampleExchange, hub);
  await run('exchange.close', { id: exchangeId, at: instant, why: 'All is paid' }, hub);
  expect(await tx.get('exchange', exchangeId)).toMatchObject({ closedAt: instant, closedWhy: 'All is paid' });
  expect(await run('objective.add', sampleObjective(newId()))).toEqual({ code: 'exchange_closed' });
  const expense = sampleExpense(newId());
  expect(await run('expense.add', expense)).toBeUndefined();
  expect(await run('receipt.add', sampleReceipt(newId(), expense.id, hash))).toBeUndefined();
  expect(await run('exchange.reopen', { id: exchangeId }, hub)).toBeUndefined();
  expect(await tx.get('exchange', exchangeId)).toMatchObject({ closedAt: null, closedWhy: null, cancelled: null });
  expect(await run('objective.add', sampleObjective(newId()))).toBeUndefined();
});

test('an exchange is closed once its visit is over in host time, which only the server’s clock tells', async () => {
  const tx = new MemoryTx();
  const hub = contextOf('hub');
  await runMutation(tx, 'exchange.create', sampleExchange, hub);
  const close = (now?: number) => runMutation(tx, 'exchange.close', { id: exchangeId, at: instant }, hub, now);
  // The last day, 14 May, ends at 22:00 UTC in Prague.
  expect(await close(Date.UTC(2026, 4, 10))).toEqual({ code: 'too_early', detail: 'planning' });
  expect(await close(Date.UTC(2026, 4, 14, 21, 59))).toEqual({ code: 'too_early', detail: 'visit' });
  expect(await close(Date.UTC(2026, 4, 14, 22))).toBeUndefined();
  expect(await close()).toBeUndefined();
});
