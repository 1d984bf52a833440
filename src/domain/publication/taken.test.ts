import { expect, test } from 'vitest';
import {
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';
import type { Kind, Row } from '../kinds.ts';
import { type LiveBlock, liveBlocks, type Section } from '../report/schema.ts';
import { linesOfBlock } from './block-lines.ts';
import { collectPublication } from './collect.ts';
import { type DocumentWords, documentOf } from './document.ts';

const newId = idMaker(0x7a);
const words: DocumentWords = {
  word: (name) => name,
  own: (name) => name,
  moved: (to) => `moved to ${to}`,
  actual: (times) => `took place ${times}`,
  intro: (names) => names.join(', '),
  uncounted: (count) => `${count} not counted`,
  day: (day) => day,
};

function publicationWith(taken: Section['taken']) {
  const rows: Partial<Record<Kind, readonly object[]>> = {
    exchange: [sampleExchange],
    section: [{ ...sampleSection(newId()), key: 'done', taken }],
    session: [sampleSession(newId(), 'Co-working')],
    objective: [sampleObjective(newId(), 'Find members')],
    question: [{ id: newId(), order: 'V', text: 'Who?', answered: true, answer: 'The\nlibrarian' }],
    expense: [
      {
        ...sampleExpense(newId()),
        amount: 1250,
        currency: 'EUR',
        day: '2026-05-12',
        category: 'meals',
        merchant: 'SECRET',
      },
    ],
  };
  // Each list holds rows of its kind.
  const collected = collectPublication(<K extends Kind>(kind: K) => (rows[kind] ?? []) as readonly Row<K>[]);
  if (!collected) throw new Error('nothing to publish');
  return collected.publication;
}

const about: Record<LiveBlock, string> = {
  schedule: 'Co-working',
  objectives: 'Find members',
  questions: 'Who?',
  totals: '12.50 EUR',
};

test.each(liveBlocks)('%s stands in a publication live, or as text, and never as both', (block) => {
  const taken = { occasion: newId(), by: people.mentee, at: instant, revert: 'AAA=' };
  expect(JSON.stringify(documentOf(publicationWith(undefined), words))).toContain(about[block]);
  const without = publicationWith({ [block]: taken });
  expect(JSON.stringify(documentOf(without, words))).not.toContain(about[block]);
  expect(JSON.stringify(without)).not.toContain(about[block]);
});

test.each(liveBlocks)('what %s says becomes lines of a text, each one line, and no receipt among them', (block) => {
  const lines = linesOfBlock(publicationWith(undefined), block, words);
  expect(lines[0]?.kind).toBe('heading');
  expect(lines.some((line) => line.kind === 'item' && line.words.includes(about[block]))).toBe(true);
  expect(lines.some((line) => line.words.includes('\n') || line.words.includes('SECRET'))).toBe(false);
});
