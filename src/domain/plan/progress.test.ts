import { expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleObjective } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';

const newId = idMaker(0x0b);

async function withObjective() {
  const tx = new MemoryTx();
  const objectiveId = newId();
  await runMutation(tx, 'objective.add', sampleObjective(objectiveId), contextOf('mentee'));
  const step = (state: string, note: string, role: Role = 'mentee') =>
    runMutation(tx, 'objective.progress', { id: newId(), objectiveId, state, note, at: instant }, contextOf(role));
  return { tx, objectiveId, step };
}

test('an objective keeps what it came to, step by step, with who said so and why', async () => {
  const { tx, objectiveId, step } = await withObjective();
  expect(await step('in-progress', '')).toBeUndefined();
  expect(await step('partly', 'Eight of ten', 'mentor')).toBeUndefined();
  expect((await tx.get('objective', objectiveId))?.state).toBe('partly');
  expect(await tx.list('objectiveStep', objectiveId)).toMatchObject([
    { number: 1, state: 'in-progress', note: '', participantId: people.mentee },
    { number: 2, state: 'partly', note: 'Eight of ten', participantId: people.mentor },
  ]);
});

test('a removed objective that comes back has its steps in their authors’ names, and none is made while it is gone', async () => {
  const { tx, objectiveId, step } = await withObjective();
  const objective = await tx.get('objective', objectiveId);
  await step('in-progress', 'Begun', 'mentor');
  const steps = await tx.list('objectiveStep', objectiveId);
  await runMutation(tx, 'objective.remove', { id: objectiveId }, contextOf('mentee'));
  expect((await step('achieved', 'Done'))?.code).toBe('not_found');
  await runMutation(tx, 'objective.add', objective, contextOf('mentee'));
  expect(await tx.list('objectiveStep', objectiveId)).toEqual(steps);
  await step('achieved', 'Done');
  expect((await tx.list('objectiveStep', objectiveId)).map(({ number }) => number).sort()).toEqual([1, 2]);
});

test('an objective comes back as its last step left it, also for a remover who had not heard of that', async () => {
  const { tx, objectiveId, step } = await withObjective();
  const before = await tx.get('objective', objectiveId);
  await step('partly', 'Eight of ten', 'mentor');
  await runMutation(tx, 'objective.remove', { id: objectiveId }, contextOf('mentee'));
  expect(await runMutation(tx, 'objective.add', before, contextOf('mentee'))).toBeUndefined();
  expect(await tx.get('objective', objectiveId)).toEqual({ ...before, state: 'partly' });
});

test('a file is shared in one’s own name only', async () => {
  const tx = new MemoryTx();
  const link = { id: newId(), order: 'V', title: 'Read', url: 'https://example.org', note: '' };
  const file = {
    blob: 'ab'.repeat(32),
    thumb: null,
    type: 'application/pdf',
    size: 4,
    name: 'a.pdf',
    createdAt: instant,
  };
  const add = (args: object) => runMutation(tx, 'material.add', args, contextOf('mentor'));
  expect(await add(link)).toBeUndefined();
  expect((await add({ ...link, ...file, id: newId(), createdBy: people.mentee }))?.code).toBe('not_allowed');
  expect((await add({ ...link, id: newId(), blob: file.blob }))?.code).toBe('args_invalid');
  expect(await add({ ...link, ...file, id: newId(), createdBy: people.mentor, offline: true })).toBeUndefined();
});
