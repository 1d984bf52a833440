import { expect, test } from 'vitest';
import { toLatin } from './latin.ts';

test('Serbian is read in Latin letters, letter by letter', () => {
  expect(toLatin('Љубазни фењерџија чађавог лица хоће да ми покаже штос.')).toBe(
    'Ljubazni fenjerdžija čađavog lica hoće da mi pokaže štos.',
  );
});

test('a letter that is two in Latin has both as capitals only among capitals', () => {
  expect(toLatin('Љ, ЉУДИ, Људи, ЊЕГОШ')).toBe('Lj, LJUDI, Ljudi, NJEGOŠ');
});

test('what is Latin, and placeholders, stay', () => {
  expect(toLatin('Чека {{PLURAL:$1|$1 измена|$1 измене}} у Carnet')).toBe(
    'Čeka {{PLURAL:$1|$1 izmena|$1 izmene}} u Carnet',
  );
});
