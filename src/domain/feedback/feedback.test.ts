import { expect, test } from 'vitest';
import { contextOf, idMaker, instant, people } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import { mayRead } from '../private.ts';
import type { Role } from '../scalars.ts';

const newId = idMaker(0xfb);

async function give(tx: MemoryTx, role: Role, more: object = {}) {
  const args = { id: newId(), words: 'The forms are long.', at: instant, ...more };
  return runMutation(tx, 'feedback.give', args, contextOf(role));
}

test('feedback is for its author’s whole side and the Hub, and never for the other side', async () => {
  const tx = new MemoryTx();
  expect(await give(tx, 'mentee')).toBeUndefined();
  const [row] = await tx.list('feedback');
  const reads = (role: Role, participantId: string) => row && mayRead(row, { role, participantId });
  expect(row).toMatchObject({ side: 'mentee', participantId: people.mentee, words: 'The forms are long.' });
  expect(reads('mentee', newId())).toBe(true);
  expect(reads('hub', people.hub)).toBe(true);
  expect(reads('mentor', people.mentor)).toBe(false);
});

test('nobody chooses other readers, says nothing, or is of the Hub', async () => {
  const tx = new MemoryTx();
  expect((await give(tx, 'mentee', { onlyFor: ['mentor'] }))?.code).toBe('args_invalid');
  expect((await give(tx, 'mentee', { words: ' ' }))?.code).toBe('args_invalid');
  expect((await give(tx, 'hub'))?.code).toBe('not_allowed');
  expect(await tx.list('feedback')).toEqual([]);
});
