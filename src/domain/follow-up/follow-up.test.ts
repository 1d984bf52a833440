import { expect, test } from 'vitest';
import { contextOf, exchangeId, idMaker, instant, people } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';

const newId = idMaker(0xf0);
const first = '2026-06-10T14:00:00.000Z';
const second = '2026-06-11T14:00:00.000Z';

function call() {
  const tx = new MemoryTx();
  const run = (role: Role, name: string, args: object) => runMutation(tx, name, args, contextOf(role));
  return { tx, run, row: () => tx.get('followUp', exchangeId) };
}

test('one side proposes a time and the other accepts it', async () => {
  const { run, row } = call();
  expect(await run('mentor', 'call.propose', { start: first, link: '' })).toBeUndefined();
  expect((await run('mentor', 'call.accept', { start: first }))?.code).toBe('not_allowed');
  expect(await run('mentee', 'call.accept', { start: first })).toBeUndefined();
  expect(await row()).toMatchObject({
    start: first,
    proposedBy: people.mentor,
    acceptedBy: people.mentee,
    sequence: 0,
  });
});

test('a new time has to be accepted again, and an acceptance of the old one is refused', async () => {
  const { run, row } = call();
  await run('mentor', 'call.propose', { start: first, link: '' });
  await run('mentee', 'call.accept', { start: first });
  await run('mentee', 'call.propose', { start: second, link: 'https://meet.example.org' });
  expect(await row()).toMatchObject({ acceptedBy: null, side: 'mentee', sequence: 1 });
  expect(await run('mentor', 'call.accept', { start: first })).toEqual({ code: 'rule_broken', detail: 'call-changed' });
  expect(await run('mentor', 'call.accept', { start: second })).toBeUndefined();
});

test('notes are changed by who wrote them, and a call is marked done', async () => {
  const { tx, run, row } = call();
  const id = newId();
  expect((await run('mentor', 'call.mark', { done: true }))?.code).toBe('not_found');
  await run('mentor', 'call.propose', { start: first, link: '' });
  expect(await run('mentor', 'call.mark', { done: true })).toBeUndefined();
  expect((await row())?.done).toBe(true);
  expect(await run('mentee', 'callnote.add', { id, words: 'Three clubs left', at: instant })).toBeUndefined();
  expect((await run('mentor', 'callnote.edit', { id, words: 'x' }))?.code).toBe('not_allowed');
  expect(await run('mentee', 'callnote.edit', { id, words: 'Four clubs left' })).toBeUndefined();
  expect(await tx.list('callNote')).toMatchObject([{ words: 'Four clubs left', participantId: people.mentee }]);
});
