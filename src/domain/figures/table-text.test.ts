import { expect, test } from 'vitest';
import { tableToCsv, tableToWikitext, wikiCell } from './table-text.ts';

const table = {
  caption: 'Figures by topic',
  columns: ['Topic', 'Exchanges', 'Spent'],
  records: [['Освіта, "GLAM"', '2', '1 234,50 zł']],
  total: ['All', '2', '1 234,50 zł'],
};

test('a table becomes CSV that a spreadsheet reads as UTF-8, with quotes and commas in their cells', () => {
  expect(tableToCsv(table)).toBe(
    '\ufeffTopic,Exchanges,Spent\r\n"Освіта, ""GLAM""",2,"1 234,50 zł"\r\nAll,2,"1 234,50 zł"\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1'])('%j is no formula in a spreadsheet', (text) => {
  const csv = tableToCsv({ caption: '', columns: [text], records: [] });
  expect(csv.slice(1)).toMatch(/^"?'/);
});

test('a table becomes a table of MediaWiki, whose sums stay at the end when it is sorted', () => {
  expect(tableToWikitext(table)).toBe(
    [
      '{| class="wikitable sortable"',
      '|+ Figures by topic',
      '! scope="col" | Topic',
      '! scope="col" | Exchanges',
      '! scope="col" | Spent',
      '|-',
      '! scope="row" | Освіта, "GLAM"',
      '| 2',
      '| 1 234,50 zł',
      '|- class="sortbottom"',
      '! scope="row" | All',
      '| 2',
      '| 1 234,50 zł',
      '|}',
      '',
    ].join('\n'),
  );
});

test.each([
  ['a|b', 'a&#124;b'],
  ['{{Delete}}', '&#123;&#123;Delete&#125;&#125;'],
  ['[[Link]]', '&#91;&#91;Link&#93;&#93;'],
  ['<script>&amp;', '&#60;script&#62;&#38;amp;'],
  ["'''bold'''", '&#39;&#39;&#39;bold&#39;&#39;&#39;'],
  ['~~~~', '&#126;&#126;&#126;&#126;'],
  ['__NOTOC__', '&#95;&#95;NOTOC&#95;&#95;'],
  ['https://example.org', 'https&#58;&#47;&#47;example.org'],
  ['* item', '&#42; item'],
  ['- row', '&#45; row'],
  ['two\nlines\n|-', 'two lines &#124;-'],
])('%j is shown by MediaWiki as it is', (text, expected) => {
  expect(wikiCell(text)).toBe(expected);
});
