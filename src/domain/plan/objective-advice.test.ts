import { expect, test } from 'vitest';
import { objectiveAdvice } from './objective-advice.ts';

const clear = {
  title: 'Write the handover that keeps a club alive',
  problem: 'Three of our five clubs stopped when their founder left.',
  difference: 'A second person can open the room.',
  indicator: 'A two-page checklist, tried with two leaders.',
};

test('a concrete objective gets no advice', () => {
  expect(objectiveAdvice(clear)).toEqual([]);
});

test.each([
  ['to visit the museum', ['activity']],
  ['Visit Wikimedia Czech Republic', ['activity']],
  ['  Get to know the team', ['activity']],
  ['Відвідати офіс', ['activity']],
  ['Обмін досвідом', ['activity']],
  ['Познайомитися з командою', ['activity']],
  ['Seek funding for three clubs', []],
  ['Make visitors of the museum edit', []],
  ['Навчитися вести зустрічі', []],
])('of the title “%s” one learns: %j', (title, advice) => {
  expect(objectiveAdvice({ ...clear, title })).toEqual(advice);
});

test.each([
  [{ problem: '' }, ['problem-missing']],
  [{ problem: ' … - ' }, ['problem-missing']],
  [{ problem: 'Few editors' }, ['problem-short']],
  [{ difference: undefined }, ['difference-missing']],
  [{ indicator: '' }, ['indicator-missing']],
  [{ indicator: 'Більше учасників' }, ['indicator-short']],
  [{ indicator: 'Щонайменше вісім із десяти учнів збережуть правку' }, []],
])('%j leads to %j', (changes, advice) => {
  expect(objectiveAdvice({ ...clear, ...changes })).toEqual(advice);
});

test('an objective of a title alone is asked about everything, and still stands', () => {
  expect(objectiveAdvice({ title: 'Visit', problem: '', indicator: '' })).toEqual([
    'activity',
    'problem-missing',
    'difference-missing',
    'indicator-missing',
  ]);
});
