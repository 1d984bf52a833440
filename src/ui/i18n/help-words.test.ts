import { expect, test } from 'vitest';
import { helpGroups, privacyParts } from '../routes/help-topics.ts';
import en from './help/en.json';
import qqq from './help/qqq.json';
import { partsOf } from './help-words.ts';
import { languages } from './languages.ts';
import { loadWords } from './words.ts';

const topics = [...helpGroups.flatMap(({ topics }) => topics), ...privacyParts];

test('the notes for translators have exactly the keys of the English help', () => {
  expect(Object.keys(qqq)).toEqual(Object.keys(en));
});

test.each(languages)('the help of %s has exactly the keys of English, and no empty words', async (language) => {
  const words = await loadWords(language, 'help');
  expect(Object.keys(words).sort()).toEqual(Object.keys(await loadWords('en', 'help')).sort());
  expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([]);
});

test.each(languages)('each topic has a heading and something to read in %s', async (language) => {
  const words = await loadWords(language, 'help');
  for (const id of topics) {
    expect(words[`${id}-title`], id).toBeTruthy();
    expect([...partsOf(words, id, 'text'), ...partsOf(words, id, 'step')].length, id).toBeGreaterThan(0);
  }
});

test('all words of the help are shown somewhere, and each part in the order of its number', async () => {
  const words = await loadWords('en', 'help');
  const shown = topics.flatMap((id) => [
    words[`${id}-title`],
    ...partsOf(words, id, 'text'),
    ...partsOf(words, id, 'step'),
  ]);
  expect(shown.toSorted()).toEqual(Object.values(words).toSorted());
});
