import { expect, test } from 'vitest';
import { helpGroups, privacyParts } from '../routes/help-topics.ts';
import en from './help/en.json';
import qqq from './help/qqq.json';
import uk from './help/uk.json';
import { loadHelpWords, partsOf } from './help-words.ts';

const topics = [...helpGroups.flatMap(({ topics }) => topics), ...privacyParts];

test.each([
  ['qqq', qqq],
  ['uk', uk],
])('the help of %s has exactly the keys of English, and no empty words', (_, file) => {
  expect(Object.keys(file)).toEqual(Object.keys(en));
  expect(Object.values(file).filter((text) => typeof text === 'string' && text.trim() === '')).toEqual([]);
});

test.each(['en', 'uk'] as const)('each topic has a heading and something to read in %s', async (language) => {
  const words = await loadHelpWords(language);
  for (const id of topics) {
    expect(words[`${id}-title`], id).toBeTruthy();
    expect([...partsOf(words, id, 'text'), ...partsOf(words, id, 'step')].length, id).toBeGreaterThan(0);
  }
});

test('all words of the help are shown somewhere, and each part in the order of its number', async () => {
  const words = await loadHelpWords('en');
  const shown = topics.flatMap((id) => [
    words[`${id}-title`],
    ...partsOf(words, id, 'text'),
    ...partsOf(words, id, 'step'),
  ]);
  expect(shown.toSorted()).toEqual(Object.values(words).toSorted());
});
