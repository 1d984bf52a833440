import { beforeEach, expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleBooking, sampleReceipt } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';

const newId = idMaker(0xb0);
const hub = contextOf('hub');
let tx: MemoryTx;
let id: string;

beforeEach(() => {
  tx = new MemoryTx();
  id = newId();
});

const add = (changes: object = {}, context = hub) =>
  runMutation(tx, 'booking.add', { ...sampleBooking(id), ...changes }, context);

test('the Hub books; the pair only reads', async () => {
  expect((await add({ createdBy: people.mentor }, contextOf('mentor')))?.code).toBe('not_allowed');
  expect(await add()).toBeUndefined();
  const edit = { id, changes: { reference: 'Q' } };
  expect((await runMutation(tx, 'booking.edit', edit, contextOf('mentee')))?.code).toBe('not_allowed');
});

test('a flight westwards may land by an earlier clock than it left by, and not before it left', async () => {
  const start = { day: '2026-05-11', time: '10:00', zone: 'Asia/Tbilisi' };
  expect(await add({ start, end: { day: '2026-05-11', time: '09:30', zone: 'Europe/London' } })).toBeUndefined();
  const before = { day: '2026-05-11', time: '06:30', zone: 'Europe/London' };
  expect(await runMutation(tx, 'booking.edit', { id, changes: { end: before } }, hub)).toEqual({
    code: 'rule_broken',
    detail: 'booking-times',
  });
});

test('without times, days of one zone are compared, and zones give a day’s grace', async () => {
  const day = (date: string, zone: string) => ({ day: date, time: null, zone });
  const start = day('2026-05-12', 'Europe/Prague');
  expect((await add({ start, end: day('2026-05-11', 'Europe/Prague') }))?.code).toBe('rule_broken');
  expect(await add({ start, end: day('2026-05-12', 'Europe/Prague') })).toBeUndefined();
});

test('a zone that does not exist is refused', async () => {
  expect(await add({ start: { day: '2026-05-11', time: null, zone: 'Europe/Nowhere' } })).toEqual({
    code: 'rule_broken',
    detail: 'zone',
  });
});

test('a file belongs to a booking that is there, and can be taken off again', async () => {
  const { expenseId: _, ...file } = sampleReceipt(newId(), newId(), 'ab'.repeat(32), people.hub);
  const attached = { ...file, bookingId: id, createdAt: instant };
  expect((await runMutation(tx, 'booking.attach', attached, hub))?.code).toBe('not_found');
  await add();
  expect(await runMutation(tx, 'booking.attach', attached, hub)).toBeUndefined();
  expect(await tx.list('bookingFile', id)).toHaveLength(1);
  expect(await runMutation(tx, 'booking.detach', { id: attached.id }, hub)).toBeUndefined();
  expect(await tx.list('bookingFile', id)).toEqual([]);
});
