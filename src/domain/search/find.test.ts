import { describe, expect, test } from 'vitest';
import { find, markWords, prepare, snippetOf, wordsOf } from './find.ts';
import { foldText, foldWithOrigins } from './fold.ts';

const finds = (query: string, ...titles: string[]) =>
  find(prepare(titles.map((title) => ({ title, texts: [] }))), wordsOf(query)).map(({ title }) => title);
const marked = (pieces: ReturnType<typeof markWords> | null) =>
  pieces?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('a search', () => {
  test.each([
    ['lodz', 'Łódź'],
    ['елка', 'Новая Ёлка'],
    ['чаи', 'Чай и мёд'],
    ['їжа', 'ЇЖА та напої'],
    ['ґанок', 'Ганок'],
    ["м'ята", 'М’ята'],
    ['истанбул', 'Истанбул'],
    ['ışik', 'IŞIK Market'],
    ['istanbul', 'İstanbul'],
    ['თბილისი', 'ᲗᲑᲘᲚᲘᲡᲘ'],
    ['եւ', 'Վիքի և մենք'],
    ['ερευνας', 'ΈΡΕΥΝΑΣ'],
    ['cafe\u0301', 'Café'],
    ['казақстан', 'Қазақстан'],
    ['«Львів»,', 'Львів'],
    ['编辑', '维基编辑马拉松'],
    ['☕', 'Coffee ☕️'],
    ['42,5', '42.50 EUR'],
  ])('for “%s” finds “%s”', (query, title) => {
    expect(finds(query, 'nothing of it', title)).toEqual([title]);
  });

  test('finds words by their beginning, and not by what stands inside of them', () => {
    expect(finds('work', 'Workshop', 'Co-working', 'Network')).toEqual(['Workshop', 'Co-working']);
  });

  test('wants every word, in any order and in any of the texts', () => {
    const items = [
      { title: 'Edit-a-thon', texts: ['in the library', 'with students'] },
      { title: 'Library', texts: ['closed'] },
    ];
    expect(find(prepare(items), wordsOf('stud libr'))).toEqual([items[0]]);
    expect(find(prepare(items), wordsOf('libr closed never'))).toEqual([]);
  });

  test('puts a title before a text, and a whole word before a beginning', () => {
    const [text, beginning, whole] = [
      { title: 'Tuesday', texts: ['club'] },
      { title: 'Clubs', texts: [] },
      { title: 'A club', texts: [] },
    ];
    expect(find(prepare([text, beginning, whole]), ['club'])).toEqual([whole, beginning, text]);
  });

  test('for nothing finds nothing', () => {
    expect(finds(' \t', 'Anything')).toEqual([]);
    expect(finds('„“', 'Anything')).toEqual([]);
  });
});

describe('what was found', () => {
  test.each([
    ['lodz', 'W Łodzi i w Łódź!', 'W [Łodz]i i w [Łódź]!'],
    ['strasse', 'Große Straße 1', 'Große [Straße] 1'],
    ['cafe', 'Cafe\u0301 one', '[Cafe\u0301] one'],
    ['one on', 'one', '[one]'],
    ['☕', '😀 ☕️!', '😀 [☕️]!'],
  ])('of “%s” in “%s” is marked', (query, text, expected) => {
    expect(marked(markWords(text, wordsOf(query)))).toBe(expected);
  });

  test('is shown with the words around it when the text is long', () => {
    const text = `${'before '.repeat(60)}the needle ${'after '.repeat(60)}`;
    const shown = marked(snippetOf(['nothing', text], ['needle'])) ?? '';
    expect(shown).toMatch(/^… before.* the \[needle\] after .*after …$/);
    expect(shown.length).toBeLessThan(180);
  });

  test('has no snippet where only the title has the words', () => {
    expect(snippetOf(['nothing'], ['needle'])).toBeNull();
  });

  test('is found whole in one word that is longer than a line', () => {
    expect(marked(snippetOf([`${'a'.repeat(300)}`], ['aaa']))).toMatch(/^\[aaa\]/);
  });
});

test('letter by letter, text folds to the same as at once', () => {
  for (const text of [
    'İSTANBUL, 1,5 Łódź',
    'ΚΑΦΕΣ Ωδή',
    'й Ё ї',
    'Cafe\u0301\u0323',
    'ﬁn ß ǆ',
    '👩‍💻 ☕️',
    '한국어 1,5,5',
  ]) {
    const { folded, origins } = foldWithOrigins(text);
    expect(folded).toBe(foldText(text));
    expect(origins).toHaveLength(folded.length + 1);
  }
});
