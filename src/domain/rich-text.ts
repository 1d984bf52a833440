import { openText, textField } from './text.ts';

/**
 * The formats of a joint text. They are attributes on its one Y.Text, in the way of Quill's Delta: inline ones on the
 * words, block ones on the line feed that ends the line. The words stay what they were without them, and making a list
 * item of a paragraph moves no letter: what the other side types into it meanwhile stays in it.
 */
export type InlineFormats = { bold?: true; italic?: true; link?: string; wikilink?: string; evidence?: string };
export type BlockFormats = { header?: 2 | 3; list?: 'bullet' | 'ordered'; indent?: number; blockquote?: true };

/** Words that look alike. `wikilink` is a page's title, `evidence` the id of a piece of evidence. */
export type Inline = { text: string } & InlineFormats;

export type Block = {
  kind: 'paragraph' | 'heading' | 'subheading' | 'bullet' | 'number' | 'quote';
  /** How deep a list item is nested, from 0; 0 for all that is not a list item. */
  level: number;
  inlines: Inline[];
};

/** A run of a joint text: words with what is set on them, and on the line feeds among them. */
export type Run = { text: string; formats: InlineFormats & BlockFormats };

/** Lists nest no deeper on a phone's screen, and in wikitext. */
export const deepestIndent = 5;
const linkLimit = 2000;

/** MediaWiki's limit of a title in bytes; what a title may not hold: https://www.mediawiki.org/wiki/Help:Bad_title */
const titleLimit = 255;
const notInTitle = /[[\]{}|<>\p{Cc}\u2028\u2029\ufffd]/u;

/** The title as a link holds it, or undefined when no wiki page can be called that. */
export function asPageTitle(typed: unknown): string | undefined {
  if (typeof typed !== 'string') return undefined;
  const title = typed.replaceAll('_', ' ').replace(/\s+/gu, ' ').trim();
  const isTitle = title !== '' && !notInTitle.test(title) && utf8Length(title) <= titleLimit;
  return isTitle ? title : undefined;
}

function utf8Length(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replace(/%../g, '.').length;
}

/** The address as a link holds it, or undefined when it is not one of the web: nothing else may be opened by a tap. */
export function asWebAddress(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.length > linkLimit) return undefined;
  const address = /^https?:\/\/([^/?#\s]+)\S*$/iu.exec(typed.trim());
  return address ? address[0] : undefined;
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is known among the attributes of some words. Others, of a newer Carnet or a broken one, are passed over. */
export function inlineFormatsOf(attributes: unknown): InlineFormats {
  const { bold, italic, link, wikilink, evidence } = entriesOf(attributes);
  const formats: InlineFormats = {};
  if (bold === true) formats.bold = true;
  if (italic === true) formats.italic = true;
  const [address, title] = [asWebAddress(link), asPageTitle(wikilink)];
  if (address) formats.link = address;
  else if (title) formats.wikilink = title;
  if (typeof evidence === 'string' && idPattern.test(evidence)) formats.evidence = evidence;
  return formats;
}

/** What is known among the attributes of a line feed. Two people at once may have made it a heading and a list item. */
export function blockFormatsOf(attributes: unknown): BlockFormats {
  const { header, list, indent, blockquote } = entriesOf(attributes);
  if (header === 2 || header === 3) return { header };
  if (list === 'bullet' || list === 'ordered') {
    const level = typeof indent === 'number' ? Math.min(Math.max(Math.trunc(indent), 0), deepestIndent) : 0;
    return level > 0 ? { list, indent: level } : { list };
  }
  return blockquote === true ? { blockquote } : {};
}

function entriesOf(attributes: unknown): Record<string, unknown> {
  return typeof attributes === 'object' && attributes !== null ? { ...attributes } : {};
}

/** The runs of a text's delta. What is no word in it (an embed of a newer Carnet) is passed over. */
export function runsOf(delta: readonly { insert?: unknown; attributes?: unknown }[]): Run[] {
  return delta.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [];
    return insert
      .split(/(\n)/)
      .filter((text) => text !== '')
      .map((text) => ({ text, formats: text === '\n' ? blockFormatsOf(attributes) : inlineFormatsOf(attributes) }));
  });
}

/** A joint text as its blocks, for reading it and for exports. Empty lines are none: they only stood between. */
export function blocksOf(updates: readonly string[]): Block[] {
  return blocksOfRuns(runsOf(openText(updates).getText(textField).toDelta()));
}

export function blocksOfRuns(runs: readonly Run[]): Block[] {
  const blocks: Block[] = [];
  let inlines: Inline[] = [];
  const end = (formats: BlockFormats) => {
    if (inlines.some(({ text }) => text.trim() !== '')) blocks.push({ ...kindOf(formats), inlines });
    inlines = [];
  };
  for (const { text, formats } of runs) {
    if (text === '\n') end(formats);
    else addInline(inlines, { text, ...inlineFormatsOf(formats) });
  }
  end({});
  return blocks;
}

function kindOf({ header, list, indent = 0, blockquote }: BlockFormats): Pick<Block, 'kind' | 'level'> {
  if (header) return { kind: header === 2 ? 'heading' : 'subheading', level: 0 };
  if (list) return { kind: list === 'bullet' ? 'bullet' : 'number', level: indent };
  return { kind: blockquote ? 'quote' : 'paragraph', level: 0 };
}

/** Neighbours that look alike are one, so that an export opens and closes a format once. */
function addInline(inlines: Inline[], next: Inline): void {
  const last = inlines.at(-1);
  if (last && areAlike(last, next)) last.text += next.text;
  else inlines.push(next);
}

const inlineNames = ['bold', 'italic', 'link', 'wikilink', 'evidence'] as const;

function areAlike(one: InlineFormats, other: InlineFormats): boolean {
  return inlineNames.every((name) => one[name] === other[name]);
}
