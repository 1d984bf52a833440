import { asWebAddress, type BlockFormats, type InlineFormats } from '#domain/rich-text.ts';
import type { Op } from './joint-text-changes.ts';

/** Where a pasted element stands: what its words and lines inherit. */
type Place = { inline: InlineFormats; block: BlockFormats; depth: number };

const blockNames = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DIV DL DT FIGURE FIGCAPTION FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const passedOver = new Set('HEAD LINK META NOSCRIPT OBJECT SCRIPT STYLE SVG TEMPLATE TITLE'.split(' '));

/**
 * What was copied from a page, Word or Google Docs, as words with the formats that a joint text knows. Read from the
 * markup and never from how it would look: a style that a page sets would need the browser to apply it, which the
 * content security policy forbids.
 */
export function readPasted(html: string): Op[] {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  const lines = new Lines();
  readChildren(body, { inline: {}, block: {}, depth: -1 }, lines);
  return lines.ops();
}

/** A style attribute would be refused aloud in the console; under another name it is only read. */
function withoutStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/giu, (tag) => tag.replace(/\sstyle\s*=/giu, ' data-style='));
}

/** Words are gathered into lines, so that nested blocks break a line once. */
class Lines {
  private readonly done: Op[] = [];
  private line: Op[] = [];

  add(words: string, formats: InlineFormats): void {
    const last = this.line.at(-1);
    const before = typeof last?.insert === 'string' ? last.insert : ' ';
    // Between words of one line, any run of blanks is one blank, as on the page.
    const text = /\s$/u.test(before) ? words.replace(/^[ \t]+/u, '') : words;
    if (text !== '') this.line.push(toOp(text, formats));
  }

  end(block: BlockFormats, always = false): void {
    if (this.line.length === 0 && !always) return;
    this.done.push(...this.line, toOp('\n', block));
    this.line = [];
  }

  /** The last line stays open: what is pasted into a paragraph goes on in it. */
  ops(): Op[] {
    const ops = [...this.done, ...this.line];
    const last = ops.at(-1);
    return last?.insert === '\n' && !last.attributes ? ops.slice(0, -1) : ops;
  }
}

function toOp(insert: string, formats: InlineFormats & BlockFormats): Op {
  return Object.keys(formats).length > 0 ? { insert, attributes: { ...formats } } : { insert };
}

function readChildren(element: Element, place: Place, lines: Lines): void {
  for (const node of element.childNodes) {
    if (node instanceof Text) readWords(node, place, lines);
    else if (node instanceof Element) readElement(node, place, lines);
  }
}

function readWords(node: Text, { inline }: Place, lines: Lines): void {
  // A blank that doesn't break is how Word and browsers write two blanks.
  lines.add(node.data.replaceAll('\u00a0', ' ').replace(/\s+/gu, ' '), inline);
}

function readElement(element: Element, place: Place, lines: Lines): void {
  const name = element.tagName.toUpperCase();
  if (passedOver.has(name) || isBullet(element)) return;
  if (name === 'BR') {
    lines.end(place.block, true);
    return;
  }
  const inner = placeIn(element, name, place);
  if (!blockNames.has(name)) {
    readChildren(element, inner, lines);
    if (name === 'TD' || name === 'TH') lines.add(' ', {});
    return;
  }
  lines.end(place.block);
  readChildren(element, inner, lines);
  lines.end(inner.block);
}

/** Word writes the dot or number of a list item as words of their own, marked so. */
function isBullet(element: Element): boolean {
  return /mso-list:\s*ignore/iu.test(styleOf(element));
}

function placeIn(element: Element, name: string, { inline, block, depth }: Place): Place {
  if (name === 'OL' || name === 'UL') return { inline, block, depth: depth + 1 };
  return { inline: inlineOf(element, name, inline), block: blockOf(element, name, block, depth), depth };
}

function inlineOf(element: Element, name: string, outer: InlineFormats): InlineFormats {
  const style = styleOf(element);
  const [bold, italic] = [isBold(name, style), isItalic(name, style)];
  const formats: InlineFormats = { ...outer };
  if (bold === true) formats.bold = true;
  if (bold === false) delete formats.bold;
  if (italic === true) formats.italic = true;
  if (italic === false) delete formats.italic;
  const address = name === 'A' ? asWebAddress(element.getAttribute('href') ?? '') : undefined;
  return address ? { ...formats, link: address } : formats;
}

/** Undefined where nothing is said. Google Docs wraps all in a `<b>` whose style says that it is none. */
function isBold(name: string, style: string): boolean | undefined {
  const weight = /font-weight:\s*(bold|bolder|normal|lighter|\d+)/iu.exec(style)?.[1]?.toLowerCase();
  if (weight) return weight.startsWith('bold') || Number(weight) >= 600;
  return name === 'B' || name === 'STRONG' ? true : undefined;
}

function isItalic(name: string, style: string): boolean | undefined {
  const slant = /font-style:\s*(italic|oblique|normal)/iu.exec(style)?.[1]?.toLowerCase();
  if (slant) return slant !== 'normal';
  return name === 'I' || name === 'EM' || name === 'CITE' ? true : undefined;
}

function blockOf(element: Element, name: string, outer: BlockFormats, depth: number): BlockFormats {
  const level = /^H([1-6])$/u.exec(name)?.[1];
  if (level) return { header: Number(level) <= 2 ? 2 : 3 };
  if (name === 'BLOCKQUOTE') return { blockquote: true };
  if (name === 'LI') return listItem(isNumbered(element), depth);
  const wordLevel = /mso-list:\s*l\d+\s+level(\d+)/iu.exec(styleOf(element))?.[1];
  if (wordLevel) return listItem(/^\s*\(?[\da-z]{1,3}[.)]/iu.test(element.textContent), Number(wordLevel) - 1);
  return outer;
}

function isNumbered(item: Element): boolean {
  return item.parentElement?.tagName.toUpperCase() === 'OL';
}

function listItem(isNumber: boolean, depth: number): BlockFormats {
  const list = isNumber ? 'ordered' : 'bullet';
  const indent = Math.min(Math.max(depth, 0), 5);
  return indent > 0 ? { list, indent } : { list };
}

function styleOf(element: Element): string {
  return element.getAttribute('data-style') ?? element.getAttribute('style') ?? '';
}
