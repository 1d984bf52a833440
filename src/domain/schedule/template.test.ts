import { expect, test } from 'vitest';
import { idMaker, sampleSession } from '#tests/fixtures.ts';
import { longStretchesOf } from './day-checks.ts';
import { sessionSchema } from './schema.ts';
import { repeatedSessions, type TemplateDays, templateSessions } from './template.ts';
import { overlapsOf } from './warnings.ts';

const newId = idMaker(0x7e);
const named = { newId, words: (slot: string) => slot };

test.each<[TemplateDays, string, number, string]>([
  [3, '2026-05-14', 3, '2026-05-14'],
  [5, '2026-05-16', 5, '2026-05-16'],
  [5, '2026-05-14', 3, '2026-05-14'],
  [5, '2026-05-12', 1, '2026-05-12'],
  [3, '2026-05-16', 3, '2026-05-14'],
])('the template of %i days fits a visit until %s: %i days, the last on %s', (days, lastDay, count, last) => {
  const sessions = templateSessions(days, { firstDay: '2026-05-12', lastDay }, named);
  expect(new Set(sessions.map(({ day }) => day)).size).toBe(count);
  expect(sessions.at(-1)?.day).toBe(last);
  expect(sessions.at(-1)?.title).toBe('farewell');
});

test.each<TemplateDays>([3, 5])(
  'the template of %i days keeps its own advice: no overlap, no day without a break',
  (days) => {
    const sessions = templateSessions(days, { firstDay: '2026-05-12', lastDay: '2026-05-16' }, named);
    for (const session of sessions) {
      expect(sessionSchema.safeParse(session).success).toBe(true);
      expect(overlapsOf(session, sessions)).toEqual([]);
    }
    for (const [, ofDay] of Map.groupBy(sessions, ({ day }) => day))
      expect(longStretchesOf(ofDay, 'Europe/Prague')).toEqual([]);
  },
);

test('an earlier schedule is repeated day by day, without its people, objectives, places, and what was dropped or personal', () => {
  const past = [
    { ...sampleSession(newId(), 'Journey'), day: '2025-03-09' },
    { ...sampleSession(newId(), 'First'), day: '2025-03-10', place: 'There', leadId: newId(), objectiveIds: [newId()] },
    { ...sampleSession(newId(), 'Dropped'), day: '2025-03-10', state: 'dropped' as const },
    { ...sampleSession(newId(), 'Personal'), day: '2025-03-10', onlyFor: [newId()] },
    { ...sampleSession(newId(), 'Fifth'), day: '2025-03-14' },
  ];
  const { sessions, idOf } = repeatedSessions(
    past,
    { firstDay: '2025-03-10' },
    { firstDay: '2026-05-12', lastDay: '2026-05-14' },
    newId,
  );
  expect(sessions.map(({ title, day }) => [title, day])).toEqual([
    ['Journey', '2026-05-11'],
    ['First', '2026-05-12'],
  ]);
  expect(sessions[1]).toMatchObject({ place: '', leadId: null, objectiveIds: [] });
  expect(sessions[1]?.id).toBe(idOf.get(past[1]?.id ?? ''));
});
