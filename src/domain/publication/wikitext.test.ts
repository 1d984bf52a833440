import { describe, expect, test } from 'vitest';
import Parser from 'wikiparser-node';
import { seededRandom } from '#tests/fixtures.ts';
import type { Block, Inline } from '../rich-text.ts';
import type { DocumentPart } from './document.ts';
import type { PublishedPhoto } from './publication.ts';
import { wikitextOf } from './wikitext.ts';
import { escapeInside, escapeText } from './wikitext-escape.ts';

type AstNodes = ReturnType<typeof Parser.parse>['childNodes'][number];

/** What an independent parser of wikitext finds: the kinds of its nodes, and the words between the markup. */
function read(wikitext: string) {
  const found = new Set<string>();
  let words = '';
  const walk = (node: AstNodes | ReturnType<typeof Parser.parse>): void => {
    if (node.type === 'text') {
      words += node.data;
      return;
    }
    found.add(node.type);
    if (isMarkup(node)) {
      if (/^<br\s*\/?>$/.test(String(node))) words += '\n';
      return;
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(Parser.parse(wikitext, false));
  return { found, words: decode(words) };
}

const markupTypes = ['quote', 'html', 'list', 'ext', 'table-syntax', 'link-target', 'attributes', 'table-attrs', 'td-syntax', 'table-inner', 'ext-link-url', 'heading-trail']; // biome-ignore format: a list of names
const isMarkup = ({ type }: { type: string }) => markupTypes.includes(type);

function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code === undefined ? (named[name] ?? '?') : String.fromCodePoint(Number(code)),
  );
}

const paragraph = (text: string, formats: Omit<Inline, 'text'> = {}): DocumentPart =>
  block('paragraph', [{ text, ...formats }]);

function block(kind: Block['kind'], inlines: Inline[], level = 0): DocumentPart {
  return { part: 'block', block: { kind, level, inlines } };
}

/** Words as they can be compared: MediaWiki shows any blanks as one. */
const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();

const hostile = [
  '[[File:Secret.jpg|thumb]]',
  '[[Category:Spam]]',
  '{{Delete|now}}',
  '{{{1|x}}}',
  '{{#if:x|y}}',
  '-{zh-hans:a;zh-hant:b}-',
  "'''bold''' ''italic'' '''''both",
  "l'''amour, d''or'",
  '~~~~ and ~~~',
  '__TOC__ __NOINDEX__ ___NOTOC___',
  '== Heading ==',
  '=x=',
  '# one',
  '* item',
  ': indented',
  '; term : definition',
  '----',
  '-----text',
  '  preformatted',
  '\tpreformatted',
  '#REDIRECT [[Elsewhere]]',
  '<script>alert(1)</script>',
  '<ref>note</ref><references/>',
  '<nowiki>[[x]]</nowiki>',
  '<!-- hidden -->',
  '</gallery></blockquote>',
  '&#91;&#91;x&#93;&#93; &lt;b&gt; &amp;amp;',
  '{| class="wikitable"\n|-\n| cell || other\n|}',
  '! head !! other',
  '|} |- |+ ||',
  'https://spam.example/x',
  'see mailto:someone@example.org or //example.org',
  'HTTP://EXAMPLE.ORG',
  'tel:+420123 irc://x news:y',
  'RFC 2616, PMID 123456 and ISBN 978-3-16-148410-0',
  'ISBN\u00a0978-3-16-148410-0',
  '\u007fUNIQ-item-1-QINU\u007f',
  '[https://example.org label]',
  'first\n* second\n== third ==',
  'a\r\n:b\u2028#c\u0085;d',
  'Ukrainian: Привіт, світе! ქართული Հայերեն Ελληνικά',
  '10:30–12:00, ratio 3:1',
  "it's fine",
  '＿＿目次＿＿',
  '\ud800 lone',
  '👩‍💻 e\u0301',
];

describe.each(hostile)('the words %j', (text) => {
  const well = plain(
    text
      .toWellFormed()
      .replaceAll('\u0085', ' ')
      .replace(/(?!\s)\p{Cc}/gu, ''),
  );

  test('come out of a paragraph as they went in, and make nothing', () => {
    const { found, words } = read(wikitextOf([paragraph(text)]));
    expect(plain(words)).toBe(well);
    expect([...found].filter((type) => type !== 'root')).toEqual([]);
  });

  test('come out of a table, a heading and a list, which stay one each', () => {
    const wikitext = wikitextOf([
      { part: 'heading', level: 2, text },
      { part: 'table', head: [text], rows: [[text, 'x']], hasTotal: false },
      block('bullet', [{ text }]),
    ]);
    const { found, words } = read(wikitext);
    expect(plain(words).startsWith(well)).toBe(true);
    for (const bad of ['template', 'link', 'category', 'file', 'ext-link', 'free-ext-link', 'magic-link', 'arg', 'magic-word', 'double-underscore', 'converter', 'comment', 'redirect', 'quote', 'hr', 'dd', 'image-parameter']) // biome-ignore format: a list of names
      expect(found).not.toContain(bad);
    const root = Parser.parse(wikitext, false);
    expect(root.querySelectorAll('heading')).toHaveLength(1);
    expect(root.querySelectorAll('table')).toHaveLength(1);
    expect(root.querySelectorAll('td')).toHaveLength(3);
    expect(root.querySelectorAll('list')).toHaveLength(1);
  });
});

const alphabet = ["'", "''", "'''", '[', '[[', ']', ']]', '{', '{{', '{{{', '}', '}}', '|', '||', '<', '>', '</', '<b', '<!--', '-->', '~', '~~~~', '=', '==', '#', '*', ':', ';', '-', '----', '_', '__', 'TOC', '__TOC__', '&', '&#', '91;', '!', '!!', '|-', '|}', '{|', ' ', '  ', '\n', '\t', 'http', 'https:', '//', 'mailto:', 'a', 'б', 'RFC 1', 'ISBN 1234567890', 'File:', 'Category:', 'nowiki', 'pre>', '\u00a0', '+', '/', '1', '-{', '}-']; // biome-ignore format: a list of pieces

test('random pieces of markup in random formats come out as words (seeds 1 to 400)', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seededRandom(seed);
    const pick = () => alphabet[Math.floor(random() * alphabet.length)] ?? '';
    const text = () => Array.from({ length: 1 + Math.floor(random() * 9) }, pick).join('');
    const formats = () => ({
      ...(random() < 0.3 && { bold: true as const }),
      ...(random() < 0.3 && { italic: true as const }),
    });
    const inlines = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({ text: text(), ...formats() }));
    const kinds = ['paragraph', 'bullet', 'number', 'heading', 'quote'] as const;
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'paragraph';
    const { found, words } = read(wikitextOf([block(kind, inlines)]));
    const wanted = plain(inlines.map((inline) => inline.text.replace(/\s/gu, ' ')).join(''));
    expect(plain(words), `seed ${seed}`).toBe(wanted);
    const made = new Set(['root', 'quote', 'html', 'list', 'heading', 'heading-title', 'heading-trail', 'ext']);
    expect(
      [...found].filter((type) => !made.has(type)),
      `seed ${seed}`,
    ).toEqual([]);
  }
});

test('a link to a page, to a file and out of the wiki lead where they should, with their words', () => {
  const wikitext = wikitextOf([
    block('paragraph', [
      { text: 'the [[page]]', wikilink: 'Category:Кав’ярня & co' },
      { text: ', ' },
      { text: 'this | site', link: "https://example.org/a?b=1&c=[x]''y''__TOC__~~~~" },
      { text: ', ' },
      { text: 'photo', evidence: 'The room – Brno 2026-05-12.jpg', bold: true },
    ]),
  ]);
  const root = Parser.parse(wikitext, false);
  expect(root.links?.map(String)).toEqual([
    '[[:Category:Кав’ярня &#38; co|the &#91;&#91;page&#93;&#93;]]',
    '[https://example.org/a?b=1&amp;c=%5Bx%5D%27%27y%27%27%5F%5FTOC%5F%5F%7E%7E%7E%7E this &#124; site]',
    '[[:File:The room – Brno 2026-05-12.jpg|photo]]',
  ]);
});

test('a format that ends where another begins is told from one of three more apostrophes', () => {
  const [line] = wikitextOf([block('paragraph', [{ text: 'a', bold: true }, { text: 'b', italic: true }, { text: "c'" }])]).split('\n'); // biome-ignore format: one line
  expect(line).toBe("'''a'''<nowiki/>''b''c&#39;");
});

test('lists nest as they were nested', () => {
  const parts = [
    block('bullet', [{ text: 'one' }]),
    block('number', [{ text: 'first' }], 1),
    block('number', [{ text: 'second' }], 1),
    block('bullet', [{ text: 'two' }]),
    paragraph('after'),
  ];
  expect(wikitextOf(parts)).toBe('* one\n*# first\n*# second\n* two\n\nafter\n');
});

test('an address that is none, and a title that no page can have, are words', () => {
  const parts = [
    block('paragraph', [
      { text: 'x', link: 'javascript:alert(1)' },
      { text: 'y', wikilink: '{{z}}' },
    ]),
  ];
  expect(wikitextOf(parts)).toBe('xy\n');
});

test('a gallery names each file with its captions', () => {
  const photo: PublishedPhoto = {
    name: 'The room – Brno 2026-05-12.jpg',
    type: 'image/jpeg',
    captions: [
      { language: 'en', text: 'The | room\n[[x]]' },
      { language: 'uk', text: 'Кімната' },
    ],
    creator: 'A',
    isUser: true,
    takenOn: '2026-05-12',
    place: '',
    licence: 'CC BY-SA 4.0',
    consent: 'nobody',
    section: null,
  };
  const wikitext = wikitextOf([{ part: 'photos', photos: [photo] }]);
  const root = Parser.parse(wikitext, false);
  expect(root.querySelectorAll('gallery-image')).toHaveLength(1);
  expect(root.querySelectorAll('template, link, category')).toHaveLength(0);
  expect(wikitext.split('\n')[1]).toBe(
    'File:The room – Brno 2026-05-12.jpg|The &#124; room<br />&#91;&#91;x&#93;&#93;<br />Кімната',
  );
});

test('the blanks at both ends of a piece stay, so that words don’t grow together', () => {
  expect(escapeInside(' and ')).toBe(' and ');
  expect(escapeText(' and ')).toBe('and');
});
