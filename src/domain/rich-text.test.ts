import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from './base64.ts';
import { asPageTitle, asWebAddress, type Block, blocksOf } from './rich-text.ts';
import { textField } from './text.ts';

type Op = { insert: string | object; attributes?: Record<string, unknown> };

/** The blocks of a text that was written in one go. */
function blocksOfDelta(delta: Op[]): Block[] {
  const doc = new Y.Doc();
  doc.getText(textField).applyDelta(delta);
  return blocksOf([bytesToBase64(Y.encodeStateAsUpdate(doc))]);
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', level: 0, inlines: [{ text }] });

test('a text without formats reads as one paragraph for each line, without the empty lines between', () => {
  expect(blocksOfDelta([{ insert: 'One\n\n  \nTwo' }])).toEqual([paragraph('One'), paragraph('Two')]);
  expect(blocksOf([])).toEqual([]);
});

test('a line is what the line feed behind it says', () => {
  const blocks = blocksOfDelta([
    { insert: 'Звіт' },
    { insert: '\n', attributes: { header: 2 } },
    { insert: 'Part' },
    { insert: '\n', attributes: { header: 3 } },
    { insert: 'dot' },
    { insert: '\n', attributes: { list: 'bullet' } },
    { insert: 'first' },
    { insert: '\n', attributes: { list: 'ordered', indent: 2 } },
    { insert: 'said' },
    { insert: '\n', attributes: { blockquote: true } },
    { insert: 'plain' },
  ]);
  expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
    ['heading', 0],
    ['subheading', 0],
    ['bullet', 0],
    ['number', 2],
    ['quote', 0],
    ['paragraph', 0],
  ]);
});

test('words carry their formats, and neighbours that look alike are one run', () => {
  const evidence = '019a0000-0000-7000-8000-000000000001';
  const [block] = blocksOfDelta([
    { insert: 'a ' },
    { insert: 'b', attributes: { bold: true } },
    { insert: 'c', attributes: { bold: true, colour: 'red' } },
    { insert: 'd', attributes: { italic: true, wikilink: 'Кав’ярня_ Львів' } },
    { insert: 'e', attributes: { link: 'https://meta.wikimedia.org/wiki/A' } },
    { insert: 'f', attributes: { evidence } },
  ]);
  expect(block?.inlines).toEqual([
    { text: 'a ' },
    { text: 'bc', bold: true },
    { text: 'd', italic: true, wikilink: 'Кав’ярня Львів' },
    { text: 'e', link: 'https://meta.wikimedia.org/wiki/A' },
    { text: 'f', evidence },
  ]);
});

test('unknown and broken attributes are passed over, never fatal', () => {
  const blocks = blocksOfDelta([
    { insert: 'x', attributes: { bold: 'yes', link: 'javascript:alert(1)', wikilink: '{{x}}', evidence: 7 } },
    { insert: { video: 'https://example.org' } },
    { insert: '\n', attributes: { header: 9, list: 'checked', indent: -3, align: 'right' } },
    { insert: 'y' },
    { insert: '\n', attributes: { list: 'bullet', indent: 99 } },
  ]);
  expect(blocks).toEqual([paragraph('x'), { kind: 'bullet', level: 5, inlines: [{ text: 'y' }] }]);
});

test('a line that two people made a heading and a list item at once is one of them', () => {
  const attributes = { header: 2, list: 'bullet', indent: 1 };
  expect(blocksOfDelta([{ insert: 'x' }, { insert: '\n', attributes }])).toMatchObject([{ kind: 'heading', level: 0 }]);
});

test.each([
  ['  Вікіпедія:Кав’ярня ', 'Вікіпедія:Кав’ярня'],
  ['Main_Page', 'Main Page'],
  ['[[x', undefined],
  ['a|b', undefined],
  ['', undefined],
  ['é'.repeat(128), undefined],
])('the page title %j is kept as %j', (typed, title) => expect(asPageTitle(typed)).toBe(title));

test.each([
  ['https://uk.wikipedia.org/wiki/Львів', 'https://uk.wikipedia.org/wiki/Львів'],
  [' HTTP://example.org ', 'HTTP://example.org'],
  ['javascript:alert(1)', undefined],
  ['https://', undefined],
  ['https://a b', undefined],
])('the address %j is kept as %j', (typed, address) => expect(asWebAddress(typed)).toBe(address));
