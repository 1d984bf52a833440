import { expect, test } from 'vitest';
import { addDays } from '#domain/days.ts';
import { readDayWords, sayDay } from './day-words.ts';
import { createFormat } from './format.ts';
import { languages, tagOf } from './languages.ts';

test.each(languages)('each day of two years is said in %s as Intl says it', (language) => {
  const words = readDayWords(tagOf(language));
  const format = createFormat(language);
  for (let day = '2027-01-01'; day < '2029-01-01'; day = addDays(day, 1))
    expect(sayDay(words, new Date(`${day}T00:00:00Z`))).toBe(format.day(day));
});

test('where there are no words, none are made up', () => {
  expect(sayDay({}, new Date(0))).toBeUndefined();
});
