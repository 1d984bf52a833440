import { expect, test } from 'vitest';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleObjective,
  sampleSession,
} from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';
import { agreementState, isAgreed } from './agreement.ts';
import { hashOf, readContent } from './content.ts';

const newId = idMaker(0xa6);

type Plan = { tx: MemoryTx; objectiveId: string; sessionId: string; questionId: string; taskId: string };

async function plan(): Promise<Plan> {
  const tx = new MemoryTx();
  const ids = { objectiveId: newId(), sessionId: newId(), questionId: newId(), taskId: newId() };
  await tx.put('exchange', sampleExchange);
  await run(tx, 'objective.add', sampleObjective(ids.objectiveId));
  await run(tx, 'question.add', { id: ids.questionId, order: 'V', text: 'Who?', answered: false, answer: '' });
  await run(tx, 'session.add', sampleSession(ids.sessionId));
  await run(tx, 'task.add', { id: ids.taskId, sessionId: ids.sessionId, order: 'V', title: 'Try it', done: false });
  return { tx, ...ids };
}

async function run(tx: MemoryTx, name: string, args: unknown, role: Role = 'mentor'): Promise<void> {
  expect(await runMutation(tx, name, args, contextOf(role)), name).toBeUndefined();
}

async function agree(tx: MemoryTx, role: Role, hash?: string) {
  const seen = hash ?? hashOf(await readContent(tx));
  return runMutation(tx, 'plan.agree', { id: newId(), hash: seen, at: instant }, contextOf(role));
}

async function agreeBoth(tx: MemoryTx): Promise<void> {
  expect(await agree(tx, 'mentee')).toBeUndefined();
  expect(await agree(tx, 'mentor')).toBeUndefined();
}

test('both sides agree to one version, and the record says who and when', async () => {
  const { tx } = await plan();
  expect(await agree(tx, 'mentee')).toBeUndefined();
  expect(await isAgreed(tx)).toBe(false);
  expect((await agreementState(tx)).state).toBe('open');
  expect(await agree(tx, 'mentor')).toBeUndefined();
  expect(await isAgreed(tx)).toBe(true);
  const { present } = await agreementState(tx);
  expect(present.mentee).toMatchObject({ participantId: people.mentee, at: instant, number: 1 });
  expect(present.mentor).toMatchObject({ participantId: people.mentor, at: instant, number: 2 });
});

test('what was agreed is kept once, however many agree to it', async () => {
  const { tx } = await plan();
  await agreeBoth(tx);
  await agree(tx, 'mentee');
  expect((await tx.list('agreement')).filter(({ content }) => content)).toHaveLength(1);
});

test('an agreement to another version than the one that stands there is refused with its reason', async () => {
  const { tx, sessionId } = await plan();
  const seen = hashOf(await readContent(tx));
  await run(tx, 'session.edit', { id: sessionId, changes: { title: 'Something else' } }, 'mentee');
  expect(await agree(tx, 'mentor', seen)).toEqual({ code: 'rule_broken', detail: 'plan-changed' });
  expect(await tx.list('agreement')).toEqual([]);
});

test('a plan without an objective is nothing to agree to, and the Hub stands on no side', async () => {
  const tx = new MemoryTx();
  await tx.put('exchange', sampleExchange);
  expect(await agree(tx, 'mentee')).toEqual({ code: 'rule_broken', detail: 'plan-empty' });
  expect((await agree((await plan()).tx, 'hub'))?.code).toBe('not_allowed');
});

const edits: [string, (plan: Plan) => [name: string, args: unknown]][] = [
  ['an objective', ({ objectiveId: id }) => ['objective.edit', { id, changes: { problem: 'Other' } }]],
  ['an added objective', () => ['objective.add', sampleObjective(newId())]],
  ['a removed objective', ({ objectiveId: id }) => ['objective.remove', { id }]],
  ['the words of a question', ({ questionId: id }) => ['question.edit', { id, changes: { text: 'Whom?' } }]],
  ['a material', () => ['material.add', { id: newId(), order: 'V', title: 'Read', url: '', note: '' }]],
  ['the house rules', () => ['practicalities.edit', { changes: { houseRules: 'No shoes' } }]],
  ['the place of a session', ({ sessionId: id }) => ['session.edit', { id, changes: { place: 'Room 2' } }]],
  ['the objectives of a session', (p) => ['session.edit', { id: p.sessionId, changes: { objectiveIds: [p.taskId] } }]],
  [
    'the time of a session',
    ({ sessionId: id }) => ['session.move', { id, day: '2026-05-12', start: '10:00', end: '11:00' }],
  ],
  ['a task', ({ sessionId }) => ['task.add', { id: newId(), sessionId, order: 'a', title: 'Write', done: false }]],
];

test.each(edits)('an edit after agreement voids it, until both agree again: %s', async (_, edit) => {
  const made = await plan();
  await run(made.tx, 'objective.add', sampleObjective(newId(), 'Another'));
  await agreeBoth(made.tx);
  await run(made.tx, ...edit(made));
  const state = await agreementState(made.tx);
  expect(state.state).toBe('voided');
  expect(state.changes).not.toEqual([]);
  await agreeBoth(made.tx);
  expect(await agreementState(made.tx)).toMatchObject({ state: 'agreed', changes: [] });
});

const progress: [string, (plan: Plan) => [name: string, args: unknown]][] = [
  ['the state of an objective', ({ objectiveId: id }) => ['objective.edit', { id, changes: { state: 'achieved' } }]],
  ['an answer', ({ questionId: id }) => ['question.edit', { id, changes: { answered: true, answer: 'Ana' } }]],
  ['a session done', ({ sessionId: id }) => ['session.mark', { id, state: 'done' }]],
  ['a session’s notes', ({ sessionId: id }) => ['session.edit', { id, changes: { note: 'Went well' } }]],
  ['a task done', ({ taskId: id }) => ['task.tick', { id, done: true }]],
  ['the emergency contact', () => ['practicalities.edit', { changes: { emergencyPhone: '+420 1' } }]],
];

test.each(progress)('progress voids nothing: %s', async (_, edit) => {
  const made = await plan();
  await agreeBoth(made.tx);
  await run(made.tx, ...edit(made));
  expect(await isAgreed(made.tx)).toBe(true);
});

test('an edit that is taken back brings the agreement back', async () => {
  const { tx, sessionId: id } = await plan();
  await agreeBoth(tx);
  await run(tx, 'session.edit', { id, changes: { title: 'Lunch' } });
  await run(tx, 'session.edit', { id, changes: { title: sampleSession(id).title } });
  expect(await isAgreed(tx)).toBe(true);
});

test('a personal item and its tasks count for nobody’s agreement', async () => {
  const { tx } = await plan();
  await agreeBoth(tx);
  const own = newId();
  await tx.put('session', { ...sampleSession(own, 'Call home'), onlyFor: [people.mentee] });
  await tx.put('task', { id: newId(), sessionId: own, order: 'V', title: 'Buy a card', done: false });
  expect(await isAgreed(tx)).toBe(true);
});

test('somebody who joins a side counts, and somebody of the Hub does not', async () => {
  const { tx } = await plan();
  await agreeBoth(tx);
  const person = { id: newId(), name: 'Ana', community: '', username: '', lead: false };
  await run(tx, 'participant.add', { ...person, role: 'hub' }, 'hub');
  expect(await isAgreed(tx)).toBe(true);
  await run(tx, 'participant.add', { ...person, id: newId(), role: 'mentor' }, 'hub');
  expect((await agreementState(tx)).state).toBe('voided');
});

test('one side’s agreement to a newer version leaves the changes since both agreed to be read', async () => {
  const { tx, sessionId: id } = await plan();
  await agreeBoth(tx);
  await run(tx, 'session.edit', { id, changes: { place: 'Room 1' } });
  await agree(tx, 'mentee');
  await run(tx, 'session.edit', { id, changes: { place: 'Room 2' } });
  const { state, changes, present } = await agreementState(tx);
  expect(state).toBe('voided');
  expect(present).toEqual({ mentee: undefined, mentor: undefined });
  expect(changes).toMatchObject([{ type: 'changed', fields: [{ field: 'place', from: undefined, to: 'Room 2' }] }]);
});

test('the words of shared sessions are kept as versions at agreement, of others not', async () => {
  const { tx, sessionId, taskId } = await plan();
  const hash = hashOf(await readContent(tx));
  const texts = [
    { textId: sessionId, words: 'Agenda' },
    { textId: taskId, words: 'No session' },
  ];
  await run(tx, 'plan.agree', { id: newId(), hash, at: instant, texts }, 'mentee');
  expect(await tx.list('textVersion')).toMatchObject([
    { textId: sessionId, words: 'Agenda', reason: 'agreement', authorId: people.mentee },
  ]);
});
