import { describe, expect, test } from 'vitest';
import { contextOf, exchangeId, idMaker, instant, people } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import { idSchema } from '../scalars.ts';
import { type ExchangeFields, noFields, problemsOf } from './fields.ts';
import { buildExchange, creationWrites } from './new-exchange.ts';
import { idOfDigest, pairKey, readPairs } from './pairs-table.ts';

const fields: ExchangeFields = {
  ...noFields,
  topic: 'Editing with schools',
  format: 'mentee-travels',
  menteeCommunity: 'Спільнота А',
  mentorCommunity: 'Community B',
  hostCity: 'Brno',
  hostZone: 'Europe/Prague',
  firstDay: '2027-05-12',
  lastDay: '2027-05-16',
};

describe('the fields of an exchange', () => {
  test('that fit have no problem', () => {
    expect(problemsOf(fields)).toEqual([]);
  });

  test.each<[Partial<ExchangeFields>, string, string]>([
    [{ topic: '  ' }, 'topic', 'missing'],
    [{ topic: 'x'.repeat(501) }, 'topic', 'too-long'],
    [{ format: 'both-travel' }, 'format', 'format'],
    [{ hostZone: 'Europe/Nowhere' }, 'hostZone', 'zone'],
    [{ hostZone: '' }, 'hostZone', 'missing'],
    [{ firstDay: '2027-02-30' }, 'firstDay', 'day'],
    [{ lastDay: '2027-05-11' }, 'lastDay', 'order'],
    [{ lastDay: '2028-05-16' }, 'lastDay', 'length'],
    [{ currency: 'XXX' }, 'currency', 'currency'],
    [{ mentorCommunity: ' спільнота а' }, 'mentorCommunity', 'same'],
  ])('%o are told apart: %s is %s', (wrong, field, code) => {
    expect(problemsOf({ ...fields, ...wrong })).toEqual([{ field, code }]);
  });
});

test('a new exchange runs through the mutations, with its people, one of each side leading, and its sections', async () => {
  const ids = [exchangeId];
  const next = idMaker(0x71);
  const created = buildExchange({
    fields: { ...fields, topic: ' Editing with schools ' },
    people: [
      { name: 'Ілінка ', role: 'mentee', username: 'Il' },
      { name: 'Second', role: 'mentee', username: '' },
      { name: 'Kateřina', role: 'mentor', username: '' },
      { name: '  ', role: 'mentor', username: '' },
    ],
    hub: { id: people.hub, name: 'Zsófia' },
    template: {
      version: 3,
      template: {
        sections: [
          { key: 'summary', owner: 'both', required: true },
          { key: 'next', owner: 'mentee', required: true },
        ],
        amounts: [{ category: 'meals', approved: 30_000 }],
        currency: 'EUR',
        policies: 'No fees',
        days: [
          {
            name: 'First day',
            sessions: [{ start: '09:30', end: '11:00', title: 'Start', kind: 'meeting', tasks: [] }],
          },
        ],
      },
    },
    newId: () => ids.shift() ?? next(),
    createdAt: instant,
  });
  const tx = new MemoryTx();
  for (const { name, args } of creationWrites(created)) {
    expect(await runMutation(tx, name, args, contextOf('hub'))).toBeUndefined();
  }
  expect(await tx.get('exchange', exchangeId)).toMatchObject({
    topic: 'Editing with schools',
    createdAt: instant,
    templateVersion: 3,
    policies: 'No fees',
  });
  expect(await tx.list('budgetLine')).toMatchObject([{ category: 'meals', approved: 30_000 }]);
  expect(await tx.list('dayPlan')).toMatchObject([{ name: 'First day', sessions: [{ title: 'Start', tasks: [] }] }]);
  const present = await tx.list('participant');
  expect(present.map(({ name, role, lead }) => [name, role, lead]).sort()).toEqual([
    ['Kateřina', 'mentor', true],
    ['Second', 'mentee', false],
    ['Zsófia', 'hub', false],
    ['Ілінка', 'mentee', true],
  ]);
  const sections = await tx.list('section');
  expect(sections.map(({ key }) => key)).toEqual(['summary', 'next']);
  expect((sections[0]?.order ?? '') < (sections[1]?.order ?? '')).toBe(true);
});

describe('a table of pairs', () => {
  const headings = [
    '\ufeffTopic',
    'FORMAT',
    'mentee_community',
    'Mentor Community',
    'host-city',
    'Host zone',
    'First day',
    'Last day',
    'Mentees',
    'Remarks',
  ];
  const line = [
    'Clubs',
    'Mentee travels',
    'A',
    'B',
    'Brno',
    'Europe/Prague',
    '12. 5. 2027',
    '2027-05-16',
    'Ілінка <Il>; Second',
    'x',
  ];

  test('is read with headings as people write them, days as the region does, and people with usernames', () => {
    const { pairs, missing, unknown } = readPairs([headings, line]);
    expect({ missing, unknown }).toEqual({ missing: [], unknown: ['Remarks'] });
    expect(pairs).toEqual([
      {
        line: 2,
        fields: {
          topic: 'Clubs',
          format: 'mentee-travels',
          menteeCommunity: 'A',
          mentorCommunity: 'B',
          hostCity: 'Brno',
          hostZone: 'Europe/Prague',
          firstDay: '2027-05-12',
          lastDay: '2027-05-16',
          currency: 'EUR',
          venue: '',
          address: '',
        },
        people: [
          { name: 'Ілінка', role: 'mentee', username: 'Il' },
          { name: 'Second', role: 'mentee', username: '' },
        ],
        problems: [],
      },
    ]);
  });

  test('without a column that it needs names it, and gives nothing', () => {
    const { pairs, missing } = readPairs([headings.slice(0, 5), line]);
    expect(missing).toEqual(['host zone', 'first day', 'last day']);
    expect(pairs).toEqual([]);
  });

  test('says line by line what is wrong, and passes over empty lines', () => {
    const wrong = line.with(6, '5/12/2027').with(1, 'both');
    const { pairs } = readPairs([headings, line, ['', ' '], wrong, line]);
    expect(pairs.map(({ line: number, problems }) => [number, problems])).toEqual([
      [2, []],
      [
        4,
        [
          { field: 'format', code: 'format' },
          { field: 'firstDay', code: 'day' },
        ],
      ],
      [5, [{ field: 'topic', code: 'duplicate' }]],
    ]);
  });

  test('that is far too long is cut, and says by how much', () => {
    const many = Array.from({ length: 503 }, (_, index) => line.with(0, `Topic ${index}`));
    expect(readPairs([headings, ...many])).toMatchObject({ beyond: 3 });
  });
});

test('the same pair has the same key, however its letters are composed, and ids from it are ids', () => {
  const composed = pairKey({ ...fields, topic: 'Café ' });
  expect(pairKey({ ...fields, topic: 'Cafe\u0301' })).toBe(composed);
  expect(pairKey({ ...fields, topic: 'Café', firstDay: '2027-05-13' })).not.toBe(composed);
  expect(idSchema.safeParse(idOfDigest(new Uint8Array(32).fill(255))).success).toBe(true);
});
