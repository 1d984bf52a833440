import { expect, test } from 'vitest';
import { exchangeId, idMaker, people, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import type { CopiedExchange } from '../copy.ts';
import type { ShownRow } from './reading.ts';
import { reportOf } from './report.ts';

const newId = idMaker(0x0e);
const at = '2026-05-12T10:00:00.000Z';
const objective = sampleObjective(newId());
const session = sampleSession(newId(), 'Handover');
const own = { ...sampleSession(newId(), 'Dentist'), onlyFor: [people.mentee] };
const shown: ShownRow[] = [
  { kind: 'exchange', row: sampleExchange },
  { kind: 'objective', row: objective },
  {
    kind: 'objectiveStep',
    row: {
      id: newId(),
      objectiveId: objective.id,
      number: 1,
      state: 'partly',
      note: 'Two of four',
      participantId: people.mentee,
      at,
    },
  },
  { kind: 'session', row: { ...session, state: 'done', actual: { start: '09:10', end: '10:45' }, day: '2026-05-13' } },
  {
    kind: 'sessionChange',
    row: {
      id: newId(),
      sessionId: session.id,
      place: 1,
      authorId: people.mentor,
      at,
      from: { day: '2026-05-12' },
      to: { day: '2026-05-13' },
    },
  },
  { kind: 'session', row: own },
];
// Of what a copy keeps for machines the report needs only what was refused.
const copied = { exchangeId, rejections: [] } as unknown as CopiedExchange;

/** What stands under a heading. */
function chapterOf(text: string, title: string): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(`## ${title}`) + 2;
  const to = lines.findIndex((line, index) => index >= from && line === '');
  return lines.slice(from, to === -1 ? undefined : to);
}

test('a copy tells what came of each session on the day it was planned for, without what is one person’s own', () => {
  expect(chapterOf(reportOf({ shown, copied }), 'What was planned and what was done')).toEqual([
    '- 2026-05-12',
    '  - 09:00–10:30 Handover · done · moved to 2026-05-13, 09:00–10:30 · took place 09:10–10:45',
  ]);
});

test('a copy tells how it went with an objective, step by step', () => {
  expect(chapterOf(reportOf({ shown, copied }), 'Learning objectives').at(-1)).toBe(
    `  - partly · ${at} · ${people.mentee} · Two of four`,
  );
});
