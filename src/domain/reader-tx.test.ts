import { expect, test } from 'vitest';
import { contextOf, idMaker, people, sampleSession } from '#tests/fixtures.ts';
import { MemoryTx } from './memory-tx.ts';
import { runMutation } from './mutators.ts';
import { hidesFrom, mayRead } from './private.ts';
import { ReaderTx } from './reader-tx.ts';

const newId = idMaker(0x91);

async function withPrivate() {
  const tx = new MemoryTx();
  const row = { ...sampleSession(newId(), 'Call home'), onlyFor: [people.mentee] };
  await tx.put('session', row);
  return { tx, row };
}

test('a mutation sees only what its author may read, and so changes nothing else', async () => {
  const { tx, row } = await withPrivate();
  const edit = { id: row.id, changes: { title: 'x' } };
  expect((await runMutation(tx, 'session.edit', edit, contextOf('mentor')))?.code).toBe('not_found');
  expect(await new ReaderTx(tx, contextOf('mentor')).list('session')).toEqual([]);
  expect(await runMutation(tx, 'session.edit', edit, contextOf('mentee'))).toBeUndefined();
});

test('an id that somebody else’s private row has is refused, and the row stays as it is', async () => {
  const { tx, row } = await withPrivate();
  const taken = sampleSession(row.id, 'Overwritten');
  expect(await runMutation(tx, 'session.add', taken, contextOf('mentor'))).toEqual({
    code: 'not_allowed',
    detail: 'private',
  });
  expect(await tx.get('session', row.id)).toEqual(row);
  const view = new ReaderTx(tx, contextOf('mentor'));
  await view.delete('session', row.id);
  expect(view.refusal?.code).toBe('not_allowed');
  expect(await tx.get('session', row.id)).toEqual(row);
});

test('a row that others hold is not made private: it would stay on their phones', async () => {
  const tx = new MemoryTx();
  const row = sampleSession(newId());
  await tx.put('session', row);
  const view = new ReaderTx(tx, contextOf('mentee'));
  await view.put('session', { ...row, onlyFor: [people.mentee] });
  expect(view.refusal?.code).toBe('not_allowed');
  expect(await tx.get('session', row.id)).toEqual(row);
});

test('readers are named by participant or role; more may be added, none taken away', () => {
  const row = { onlyFor: [people.mentee, 'hub'] };
  expect(mayRead(row, contextOf('mentee'))).toBe(true);
  expect(mayRead(row, contextOf('hub'))).toBe(true);
  expect(mayRead(row, contextOf('mentor'))).toBe(false);
  expect(mayRead({ onlyFor: 'everybody' }, contextOf('mentee'))).toBe(false);
  expect(mayRead({}, contextOf('mentor'))).toBe(true);
  expect(hidesFrom(row, { onlyFor: [people.mentee, 'hub', people.mentor] })).toBe(false);
  expect(hidesFrom(row, {})).toBe(false);
  expect(hidesFrom(row, { onlyFor: [people.mentee] })).toBe(true);
  expect(hidesFrom({}, row)).toBe(true);
});
