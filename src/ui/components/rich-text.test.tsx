import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Block } from '#domain/rich-text.ts';
import { RichText } from './rich-text.tsx';

const block = (kind: Block['kind'], text: string, level = 0): Block => ({ kind, level, inlines: [{ text }] });
const markup = (blocks: Block[]) => {
  const { container } = render(<RichText blocks={blocks} />);
  return container.firstElementChild?.innerHTML;
};

test('nested list items stand in the item that they belong to, and dots and numbers in lists of their own', () => {
  const items = [block('bullet', 'a'), block('number', 'b', 1), block('bullet', 'c'), block('number', 'd')];
  expect(markup(items)).toBe('<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><ol><li>d</li></ol>');
});

test('a list that begins nested is a list all the same', () => {
  expect(markup([block('bullet', 'a', 2), block('bullet', 'b', 1)])).toBe('<ul><li>a</li><li>b</li></ul>');
});

test('headings, quotes and words read as what they are, and hostile words stay words', () => {
  const words: Block = {
    kind: 'paragraph',
    level: 0,
    inlines: [
      { text: '<b>', bold: true, italic: true },
      { text: 'page', wikilink: 'w:uk:Львів' },
    ],
  };
  expect(markup([block('heading', 'H'), block('subheading', 'h'), block('quote', 'q'), words])).toBe(
    '<h3>H</h3><h4>h</h4><blockquote>q</blockquote><p><strong><em>&lt;b&gt;</em></strong><a href="https://meta.wikimedia.org/wiki/w%3Auk%3A%D0%9B%D1%8C%D0%B2%D1%96%D0%B2" target="_blank" rel="noopener">page</a></p>',
  );
});
