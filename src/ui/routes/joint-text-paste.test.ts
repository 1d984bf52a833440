import { expect, test } from 'vitest';
import { readPasted } from './joint-text-paste.ts';

test('what Google Docs copies is words, bold only where they look bold', () => {
  const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Візит</span></h2><p dir="ltr"><span style="font-size:11pt;font-weight:400;">We </span><span style="font-weight:700;">met</span><span style="font-style:italic;"> twice</span></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li><ul><li><p><span>deeper</span></p></li></ul></ul><ol><li><p>first</p></li></ol></b>`;
  expect(readPasted(html)).toEqual([
    { insert: 'Візит' },
    { insert: '\n', attributes: { header: 2 } },
    { insert: 'We ' },
    { insert: 'met', attributes: { bold: true } },
    { insert: ' twice', attributes: { italic: true } },
    { insert: '\n' },
    { insert: 'one' },
    { insert: '\n', attributes: { list: 'bullet' } },
    { insert: 'deeper' },
    { insert: '\n', attributes: { list: 'bullet', indent: 1 } },
    { insert: 'first' },
    { insert: '\n', attributes: { list: 'ordered' } },
  ]);
});

test('what Word copies is a list where Word shows one, without the dots that it writes as words', () => {
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm;}</style></head><body lang=EN><!--StartFragment--><p class=MsoNormal><b>Bold<o:p></o:p></b></p><p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>an item
    over two lines</p><p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>a number</p><!--EndFragment--></body></html>`;
  expect(readPasted(html)).toEqual([
    { insert: 'Bold', attributes: { bold: true } },
    { insert: '\n' },
    { insert: 'an item' + ' ' + 'over two lines' },
    { insert: '\n', attributes: { list: 'bullet' } },
    { insert: 'a number' },
    { insert: '\n', attributes: { list: 'ordered', indent: 1 } },
  ]);
});

test('links to the web stay; scripts, pictures, styles and other links are left behind', () => {
  const html =
    '<p onclick="alert(1)">a <a href="https://meta.wikimedia.org/">link</a> <a href="javascript:alert(1)">no</a><script>alert(1)</script><img src=x onerror=alert(1)></p>';
  expect(readPasted(html)).toEqual([
    { insert: 'a ' },
    { insert: 'link', attributes: { link: 'https://meta.wikimedia.org/' } },
    { insert: ' ' },
    { insert: 'no' },
  ]);
});

test('a few words from the middle of a page are those words, without a line of their own', () => {
  expect(readPasted('<span style="color:red">only  these</span>')).toEqual([{ insert: 'only these' }]);
  expect(readPasted('<p>one</p>\n<p>two</p>')).toEqual([{ insert: 'one' }, { insert: '\n' }, { insert: 'two' }]);
  expect(readPasted('one<br>two')).toEqual([{ insert: 'one' }, { insert: '\n' }, { insert: 'two' }]);
});

test('a word that says style= is not taken for a style', () => {
  expect(readPasted('<p>a style="x" b</p>')).toEqual([{ insert: 'a style="x" b' }]);
});
