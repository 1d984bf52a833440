import type { Block, Inline } from '../rich-text.ts';
import type { DocumentPart } from './document.ts';
import { createListPaths, type ListPath } from './list-marks.ts';
import type { PublishedPhoto, PublishedResource } from './publication.ts';

/** A page of Markdown (CommonMark with GitHub's tables), with the photos in the folder beside it. */
export function markdownOf(topic: string, parts: readonly DocumentPart[]): string {
  const pathOf = createListPaths();
  const pieces = parts.map((part) => {
    const path = part.part === 'block' ? pathOf(part.block) : pathOf({ kind: 'paragraph', level: 0 });
    return { text: writePart(part, path), isItem: path.length > 0 };
  });
  const lines = pieces.map(({ text, isItem }, at) => (isItem && pieces[at + 1]?.isItem ? text : `${text}\n`));
  return `# ${escapeMarkdown(topic)}\n\n${lines.join('\n').trimEnd()}\n`;
}

function writePart(part: DocumentPart, path: ListPath): string {
  switch (part.part) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${escapeMarkdown(part.text)}`;
    case 'words':
      return escapeMarkdown(part.text);
    case 'block':
      return writeBlock(part.block, path);
    case 'people':
      return part.people
        .map(({ role, username }) => `- ${escapeMarkdown(role)}: ${escapeMarkdown(username)}`)
        .join('\n');
    case 'table':
      return writeTable(part);
    case 'resources':
      return part.resources.map(writeResource).join('\n');
    case 'photos':
      return part.photos.map(writePhoto).join('\n\n');
  }
}

function writeBlock({ kind, inlines }: Block, path: ListPath): string {
  const words = inlines.map(writeInline).join('').trim();
  if (kind === 'heading') return `### ${words}`;
  if (kind === 'subheading') return `#### ${words}`;
  if (kind === 'quote') return `> ${words}`;
  const own = path.at(-1);
  return own === undefined ? words : `${'    '.repeat(path.length - 1)}${own === 'bullet' ? '-' : '1.'} ${words}`;
}

/** The blanks at both ends stay outside the marks, or these would mark nothing. */
function writeInline({ text, bold, italic, link, evidence }: Inline): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  if (words === '') return text;
  const shown = escapeMarkdown(words);
  const address = link ?? (evidence === undefined ? undefined : `photos/${encodeURIComponent(evidence)}`);
  const linked = address === undefined ? shown : `[${shown}](<${escapeAddress(address)}>)`;
  const marks = (bold ? '**' : '') + (italic ? '*' : '');
  return before + marks + linked + [...marks].reverse().join('') + after;
}

function writeTable({ head, rows }: Extract<DocumentPart, { part: 'table' }>): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function writeResource({ url, title, page, kindWords }: PublishedResource & { kindWords: string }): string {
  const words = escapeMarkdown(title.trim() || page?.title || url);
  return `- ${escapeMarkdown(kindWords)}: [${words}](<${escapeAddress(url)}>)`;
}

function writePhoto({ name, captions, creator, licence }: PublishedPhoto): string {
  const words = captions.map(({ text }) => escapeMarkdown(text));
  const from = escapeMarkdown([creator, licence].filter(Boolean).join(', '));
  return `![${words[0] ?? ''}](<photos/${encodeURIComponent(name)}>)\n\n${[...words, from].join('<br>')}`;
}

/** The words as they are, whatever Markdown would make of them; several lines in one, as a cell has them. */
export function escapeMarkdown(text: string): string {
  return text
    .toWellFormed()
    .trim()
    .replace(/[\\`*_[\]<>|~&#$^{}]/g, '\\$&')
    .replace(/@(?=\w)/g, '\\@')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<=^|\W)(www)\./giu, '$1\\.')
    .split(/\r\n?|[\n\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .trim()
        .replace(/^[-+=:](?=.)/, '\\$&')
        .replace(/^(\d+)([.)])/, '$1\\$2'),
    )
    .join('<br>');
}

function escapeAddress(address: string): string {
  return address.toWellFormed().replace(/[<>\\\s]/gu, encodeURIComponent);
}
