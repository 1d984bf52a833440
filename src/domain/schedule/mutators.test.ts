import { expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import type { Row } from '../kinds.ts';
import { MemoryTx } from '../memory-tx.ts';
import { type ArgsOf, type MutationName, runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';
import { overruledChanges } from './outcome.ts';

const newId = idMaker(0x5c);
const row = sampleSession(newId(), 'Write the handover');
const planned = { day: row.day, start: row.start, end: row.end };

async function scheduled(): Promise<MemoryTx> {
  const tx = new MemoryTx();
  await tx.put('session', row);
  return tx;
}

const run = <N extends MutationName>(tx: MemoryTx, role: Role, name: N, args: ArgsOf<N>) =>
  runMutation(tx, name, args, contextOf(role));
const stamp = () => ({ id: newId(), at: instant });
const session = async (tx: MemoryTx, id = row.id) => (await tx.get('session', id)) as Row<'session'>;
const history = async (tx: MemoryTx) =>
  (await tx.list('sessionChange', row.id))
    .sort((a, b) => a.place - b.place)
    .map(({ place, authorId, from, to }) => ({ place, authorId, from, to }));

test('one changes the time and the other the day, neither seeing the other: the session has both', async () => {
  const tx = await scheduled();
  const time = { day: planned.day, start: '11:00', end: '12:30' };
  const day = { ...planned, day: '2026-05-13' };
  expect(
    await run(tx, 'mentee', 'session.move', { id: row.id, ...time, from: planned, stamp: stamp() }),
  ).toBeUndefined();
  expect(
    await run(tx, 'mentor', 'session.move', { id: row.id, ...day, from: planned, stamp: stamp() }),
  ).toBeUndefined();
  expect(await session(tx)).toMatchObject({ day: '2026-05-13', start: '11:00', end: '12:30' });
  expect(await history(tx)).toEqual([
    {
      place: 1,
      authorId: people.mentee,
      from: { start: '09:00', end: '10:30' },
      to: { start: '11:00', end: '12:30' },
    },
    { place: 2, authorId: people.mentor, from: { day: '2026-05-12' }, to: { day: '2026-05-13' } },
  ]);
});

test('both change the time: the later by the server’s order stands, and the other is told what became of theirs', async () => {
  const tx = await scheduled();
  const move = (start: string, end: string) => ({
    id: row.id,
    day: row.day,
    start,
    end,
    from: planned,
    stamp: stamp(),
  });
  await run(tx, 'mentee', 'session.move', move('11:00', '12:00'));
  await run(tx, 'mentor', 'session.move', move('14:00', '15:00'));
  expect(await session(tx)).toMatchObject({ start: '14:00', end: '15:00' });
  const changes = await tx.list('sessionChange', row.id);
  expect(overruledChanges(changes, people.mentee).map(({ from, to }) => [from, to])).toEqual([
    [
      { start: '11:00', end: '12:00' },
      { start: '14:00', end: '15:00' },
    ],
  ]);
  expect(overruledChanges(changes, people.mentor)).toEqual([]);
  await run(tx, 'mentee', 'session.move', move('16:00', '17:00'));
  expect(overruledChanges(await tx.list('sessionChange', row.id), people.mentee)).toEqual([]);
});

test('an older app, which says no slot that it moves from, means the whole slot and leaves no history', async () => {
  const tx = await scheduled();
  await run(tx, 'mentee', 'session.move', { id: row.id, day: '2026-05-13', start: '11:00', end: '12:00' });
  expect(await session(tx)).toMatchObject({ day: '2026-05-13', start: '11:00', end: '12:00' });
  expect(await history(tx)).toEqual([]);
});

test('a change that changes nothing leaves no history, and run again it leaves one', async () => {
  const tx = await scheduled();
  await run(tx, 'mentor', 'session.edit', {
    id: row.id,
    changes: { title: row.title, attendeeIds: [] },
    stamp: stamp(),
  });
  expect(await history(tx)).toEqual([]);
  const edit = { id: row.id, changes: { title: 'New' }, stamp: stamp() };
  await run(tx, 'mentor', 'session.edit', edit);
  await run(tx, 'mentor', 'session.edit', edit);
  expect(await history(tx)).toHaveLength(1);
});

test('two who tie a session to two objectives keep both, and untying takes only its own', async () => {
  const tx = await scheduled();
  const [a, b] = [newId(), newId()];
  for (const id of [a, b]) await tx.put('objective', sampleObjective(id));
  await run(tx, 'mentee', 'session.serve', { id: row.id, objectiveId: a, serves: true, stamp: stamp() });
  await run(tx, 'mentor', 'session.serve', { id: row.id, objectiveId: b, serves: true, stamp: stamp() });
  expect((await session(tx)).objectiveIds).toEqual([a, b]);
  await run(tx, 'mentor', 'session.serve', { id: row.id, objectiveId: a, serves: false, stamp: stamp() });
  expect((await session(tx)).objectiveIds).toEqual([b]);
  const gone = await run(tx, 'mentor', 'session.serve', { id: row.id, objectiveId: newId(), serves: true });
  expect(gone).toEqual({ code: 'not_found', detail: 'objective' });
});

test('real times belong to a session that is done: planned again, it has none', async () => {
  const tx = await scheduled();
  const actual = { start: '09:10', end: '11:00' };
  await run(tx, 'mentor', 'session.mark', { id: row.id, state: 'done', actual, stamp: stamp() });
  await run(tx, 'mentor', 'session.mark', { id: row.id, state: 'done', stamp: stamp() });
  expect((await session(tx)).actual).toEqual(actual);
  await run(tx, 'mentor', 'session.mark', { id: row.id, state: 'planned', stamp: stamp() });
  expect((await session(tx)).actual).toBeNull();
  const wrong = { id: row.id, state: 'done' as const, actual: { start: '11:00', end: '09:00' } };
  expect((await run(tx, 'mentor', 'session.mark', wrong))?.code).toBe('rule_broken');
});

test('the schedule is filled as a whole or not at all', async () => {
  const tx = await scheduled();
  const [a, b] = [sampleSession(newId()), { ...sampleSession(newId()), start: '12:00', end: '11:00' }];
  expect((await run(tx, 'mentor', 'schedule.fill', { sessions: [a, b], tasks: [] }))?.code).toBe('rule_broken');
  expect(await tx.list('session')).toHaveLength(1);
  expect((await run(tx, 'mentor', 'schedule.fill', { sessions: [a, row], tasks: [] }))?.code).toBe('already_exists');
  expect(await tx.list('session')).toHaveLength(1);
});

test('undoing a filling takes out what nobody has touched, and leaves what somebody has worked on', async () => {
  const tx = new MemoryTx();
  const sessions = Array.from({ length: 5 }, () => sampleSession(newId()));
  const [untouched, moved, noted, ticked, photographed] = sessions.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const task = (sessionId: string) => ({ id: newId(), sessionId, order: 'V', title: 'Print', done: false });
  const tasks = [task(untouched), task(ticked)];
  await run(tx, 'mentor', 'schedule.fill', { sessions, tasks });
  await run(tx, 'mentee', 'session.move', { ...planned, id: moved, day: '2026-05-13', stamp: stamp() });
  const text = { id: newId(), textId: noted, update: 'AAA=', authorId: people.mentee, at: instant };
  expect(await run(tx, 'mentee', 'text.edit', text)).toBeUndefined();
  await run(tx, 'mentee', 'task.tick', { id: tasks[1]?.id ?? '', done: true });
  await tx.put('evidence', {
    ...{ id: newId(), sectionId: null, sessionId: photographed, caption: '', licence: 'CC BY-SA 4.0' },
    ...{
      blob: 'a'.repeat(64),
      thumb: null,
      type: 'image/jpeg',
      size: 4,
      name: '',
      createdBy: people.mentee,
      createdAt: instant,
    },
  });
  await run(tx, 'mentor', 'schedule.unfill', { ids: sessions.map(({ id }) => id) });
  expect((await tx.list('session')).map(({ id }) => id).sort()).toEqual([moved, noted, ticked, photographed].sort());
  expect((await tx.list('task')).map(({ sessionId }) => sessionId)).toEqual([ticked]);
});

test('a personal item is one’s own, and all that belongs to it is as personal', async () => {
  const tx = new MemoryTx();
  const own = { ...sampleSession(newId(), 'Call home'), onlyFor: [people.mentee] };
  expect((await run(tx, 'mentor', 'session.add', own))?.code).toBe('not_allowed');
  const both = { ...own, onlyFor: [people.mentee, people.mentor] };
  expect((await run(tx, 'mentee', 'session.add', both))?.code).toBe('not_allowed');
  expect(await run(tx, 'mentee', 'session.add', own)).toBeUndefined();
  await run(tx, 'mentee', 'task.add', { id: newId(), sessionId: own.id, order: 'V', title: 'Buy a card', done: false });
  await run(tx, 'mentee', 'session.move', { ...planned, id: own.id, day: '2026-05-13', stamp: stamp() });
  const rows = [await tx.list('session'), await tx.list('task'), await tx.list('sessionChange')].flat();
  expect(rows.map(({ onlyFor }) => onlyFor)).toEqual([[people.mentee], [people.mentee], [people.mentee]]);
  expect((await run(tx, 'mentor', 'session.mark', { id: own.id, state: 'dropped' }))?.code).toBe('not_found');
  const text = { id: newId(), textId: own.id, update: 'AAA=', authorId: people.mentee, at: instant };
  expect((await run(tx, 'mentee', 'text.edit', text))?.code).toBe('not_found');
});
