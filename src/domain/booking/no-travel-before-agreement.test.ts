import { beforeEach, describe, expect, test } from 'vitest';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleBooking,
  sampleExchange,
  sampleObjective,
} from '#tests/fixtures.ts';
import { hashOf, readContent } from '../agreement/content.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';

const newId = idMaker(0xb1);
const hub = contextOf('hub');
const override = { reason: 'The last train of the week', by: people.hub, at: instant };
let tx: MemoryTx;
let id: string;
let objectiveId: string;

beforeEach(async () => {
  tx = new MemoryTx();
  id = newId();
  objectiveId = newId();
  await tx.put('exchange', sampleExchange);
  await runMutation(tx, 'objective.add', sampleObjective(objectiveId), contextOf('mentor'));
});

const add = (changes: object = {}) => runMutation(tx, 'booking.add', { ...sampleBooking(id), ...changes }, hub);
const edit = (changes: object) => runMutation(tx, 'booking.edit', { id, changes }, hub);

async function agree(): Promise<void> {
  const hash = hashOf(await readContent(tx));
  for (const role of ['mentee', 'mentor'] as const)
    expect(await runMutation(tx, 'plan.agree', { id: newId(), hash, at: instant }, contextOf(role))).toBeUndefined();
}

const voidIt = () =>
  runMutation(tx, 'objective.edit', { id: objectiveId, changes: { title: 'Another aim' } }, contextOf('mentor'));

describe('no travel before agreement', () => {
  test.each(['travel', 'lodging'])('%s is not booked before both sides have agreed', async (kind) => {
    const refused = { code: 'rule_broken', detail: 'agreement' };
    expect(await add({ kind, state: 'booked' })).toEqual(refused);
    expect(await add({ kind })).toBeUndefined();
    expect(await edit({ state: 'booked' })).toEqual(refused);
    expect((await tx.get('booking', id))?.state).toBe('planned');
    await agree();
    expect(await edit({ state: 'booked' })).toBeUndefined();
  });

  test('insurance binds nobody to travel, and is booked at any time', async () => {
    expect(await add({ kind: 'insurance', state: 'booked' })).toBeUndefined();
  });

  test('an agreement that was voided since does not count', async () => {
    await agree();
    await voidIt();
    expect((await add({ state: 'booked' }))?.detail).toBe('agreement');
  });

  test('what was booked in time can be corrected after the plan has changed', async () => {
    await agree();
    await add({ state: 'booked' });
    await voidIt();
    expect(await edit({ reference: 'NEW1' })).toBeUndefined();
  });

  test('a reason lets it be booked, and stays in the record under the name of who gave it', async () => {
    expect((await add({ state: 'booked', override: { ...override, by: people.mentor } }))?.code).toBe('not_allowed');
    expect(await add({ state: 'booked', override })).toBeUndefined();
    expect((await edit({ override: null }))?.code).toBe('rule_broken');
    expect((await tx.get('booking', id))?.override).toEqual(override);
  });
});
