import type { Block, Inline } from '../rich-text.ts';
import type { DocumentPart } from './document.ts';
import { createListPaths, type ListPath } from './list-marks.ts';
import type { PublishedPhoto, PublishedResource } from './publication.ts';
import { escapeInside, escapeText, pageLink, userLink, webLink } from './wikitext-escape.ts';

/** A page of Meta-Wiki. All markup in it is made here; every word of the pair comes through `wikitext-escape.ts`. */
export function wikitextOf(parts: readonly DocumentPart[]): string {
  const pathOf = createListPaths();
  const pieces = parts.map((part) => {
    const path = part.part === 'block' ? pathOf(part.block) : pathOf({ kind: 'paragraph', level: 0 });
    return { text: writePart(part, path), isItem: path.length > 0 };
  });
  // An empty line ends a paragraph, and would end a list.
  const lines = pieces.map(({ text, isItem }, at) => (isItem && pieces[at + 1]?.isItem ? text : `${text}\n`));
  return `${lines.join('\n').trimEnd()}\n`;
}

function writePart(part: DocumentPart, path: ListPath): string {
  switch (part.part) {
    case 'heading':
      return heading(part.level, escapeText(part.text));
    case 'words':
      return escapeText(part.text);
    case 'block':
      return writeBlock(part.block, path);
    case 'people':
      return part.people.map(({ role, username }) => `* ${escapeText(role)}: ${userLink(username)}`).join('\n');
    case 'table':
      return writeTable(part);
    case 'resources':
      return part.resources.map(writeResource).join('\n');
    case 'photos':
      return ['<gallery mode="packed">', ...part.photos.map(writePhoto), '</gallery>'].join('\n');
  }
}

function heading(level: number, words: string): string {
  const marks = '='.repeat(level);
  return `${marks} ${words} ${marks}`;
}

function writeBlock({ kind, inlines }: Block, path: ListPath): string {
  const words = writeInlines(inlines);
  if (kind === 'heading') return heading(3, words);
  if (kind === 'subheading') return heading(4, words);
  if (kind === 'quote') return `<blockquote>${words}</blockquote>`;
  const marks = path.map((list) => (list === 'bullet' ? '*' : '#')).join('');
  return marks === '' ? words : `${marks} ${words}`;
}

/** Two marks of ours that meet (`'''a'''''b''`) would be read otherwise: an empty nowiki keeps them apart. */
function writeInlines(inlines: readonly Inline[]): string {
  const written = trimmed(inlines).map(writeInline);
  return written.reduce(
    (line, next) => line + (line.endsWith("'") && next.startsWith("'") ? '<nowiki/>' : '') + next,
    '',
  );
}

/** A line begins and ends with a letter: a blank at its start would make it preformatted. */
function trimmed(inlines: readonly Inline[]): Inline[] {
  const texts = inlines.filter(({ text }) => text !== '');
  return texts
    .map((inline, at) => {
      const start = at === 0 ? inline.text.trimStart() : inline.text;
      return { ...inline, text: at === texts.length - 1 ? start.trimEnd() : start };
    })
    .filter(({ text }) => text !== '');
}

function writeInline({ text, bold, italic, link, wikilink, evidence }: Inline): string {
  const words = linked();
  const marks = (bold ? "'''" : '') + (italic ? "''" : '');
  return text.trim() === '' ? words : marks + words + marks;

  function linked(): string {
    if (link !== undefined) return webLink(link, text);
    if (wikilink !== undefined) return pageLink(wikilink, text);
    if (evidence !== undefined) return pageLink(`File:${evidence}`, text);
    return escapeInside(text);
  }
}

function writeTable({ head, rows, hasTotal }: Extract<DocumentPart, { part: 'table' }>): string {
  return [
    '{| class="wikitable"',
    ...head.map((cell) => `! scope="col" | ${escapeText(cell)}`),
    ...rows.flatMap((row, at) => [
      '|-',
      ...row.map((cell) => `${hasTotal && at === rows.length - 1 ? '!' : '|'} ${escapeText(cell)}`),
    ]),
    '|}',
  ].join('\n');
}

function writeResource({ url, title, page, kindWords }: PublishedResource & { kindWords: string }): string {
  return `* ${escapeText(kindWords)}: ${webLink(url, title.trim() || page?.title || url)}`;
}

function writePhoto({ name, captions }: PublishedPhoto): string {
  const words = captions.map(({ text }) => escapeText(text)).join('<br />');
  return `File:${name}|${words}`;
}
