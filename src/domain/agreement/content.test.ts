import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { idMaker, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { changesBetween } from './changes.ts';
import { hashOf, readContent } from './content.ts';

const newId = idMaker(0xc0);
const [first, second, third] = [newId(), newId(), newId()];

async function contentOf(orders: readonly [id: string, order: string][]) {
  const tx = new MemoryTx();
  await tx.put('exchange', sampleExchange);
  for (const [id, order] of orders) await tx.put('objective', { ...sampleObjective(id, id), order });
  return readContent(tx);
}

test('the version hangs on what people see: not on order keys, on absent fields, or on who ticked first', async () => {
  const keyed = await contentOf([
    [first, 'A'],
    [second, 'B'],
  ]);
  const otherwise = await contentOf([
    [second, 'x'],
    [first, 'c'],
  ]);
  expect(hashOf(otherwise)).toBe(hashOf(keyed));

  const tx = new MemoryTx();
  await tx.put('objective', { ...sampleObjective(first), objectiveIds: [second, third] });
  await tx.put('session', { ...sampleSession(third), objectiveIds: [first, second] });
  const hash = hashOf(await readContent(tx));
  await tx.put('session', { ...sampleSession(third), objectiveIds: [second, first], attendeeIds: [] });
  await tx.put('objective', { ...sampleObjective(first), difference: '', area: null });
  expect(hashOf(await readContent(tx))).toBe(hash);
});

test('the version of a known content stays what it was: phones of two versions have to find the same', () => {
  const content = [
    {
      kind: 'exchange',
      id: '019fec2a-1801-7000-8000-00f100000001',
      values: { hostCity: 'Брно', firstDay: '2026-05-12' },
    },
    {
      kind: 'session',
      id: '019fec2a-1801-7000-8000-00f100000002',
      values: { title: 'Обід', objectiveIds: ['a', 'b'] },
    },
  ];
  const canonical =
    '[["exchange","019fec2a-1801-7000-8000-00f100000001",[["hostCity","Брно"],["firstDay","2026-05-12"]]],' +
    '["session","019fec2a-1801-7000-8000-00f100000002",[["title","Обід"],["objectiveIds",["a","b"]]]]]';
  expect(hashOf(content)).toBe(createHash('sha256').update(canonical).digest('hex'));
});

test('of things that were only moved, as few as possible are named', async () => {
  const before = await contentOf([
    [first, 'A'],
    [second, 'B'],
    [third, 'C'],
  ]);
  const after = await contentOf([
    [first, 'D'],
    [second, 'B'],
    [third, 'C'],
  ]);
  expect(changesBetween(before, after)).toMatchObject([{ type: 'reordered', item: { id: first } }]);
  expect(hashOf(before)).not.toBe(hashOf(after));
});

test('added, removed and changed things are told apart, a changed one with each field from and to', async () => {
  const before = await contentOf([
    [first, 'A'],
    [second, 'B'],
  ]);
  const after = await contentOf([
    [second, 'B'],
    [third, 'C'],
  ]);
  const renamed = after.map((item) =>
    item.id === second ? { ...item, values: { title: 'New', area: 'glam' } } : item,
  );
  expect(changesBetween(before, renamed)).toEqual([
    { type: 'removed', kind: 'objective', item: before[1] },
    {
      type: 'changed',
      kind: 'objective',
      item: renamed[1],
      fields: [
        { field: 'title', from: second, to: 'New' },
        { field: 'area', from: undefined, to: 'glam' },
      ],
    },
    { type: 'added', kind: 'objective', item: renamed[2] },
  ]);
});
