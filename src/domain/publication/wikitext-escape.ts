import { asPageTitle } from '../rich-text.ts';

/**
 * Words as wikitext that shows exactly them. What could be markup becomes a character reference (`&#91;`), which
 * MediaWiki turns into the character after it has looked for markup; so nothing is lost, and nothing is guessed.
 * The words stand in some line or other: nothing is left that means something at the beginning of one only.
 */
export function escapeText(text: string): string {
  const oneLine = text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(unusable, '')
    .trim();
  return oneLine
    .split('\n')
    .map((line) => escapeLine(line.trim()))
    .join('<br />');
}

/** The same for a piece of a line: its blanks at both ends belong to it. A line feed in it is a blank. */
export function escapeInside(text: string): string {
  const [, before = '', words = '', after = ''] =
    /^(\s*)(.*?)(\s*)$/su.exec(
      text
        .toWellFormed()
        .replace(unusable, '')
        .replace(/[\s\u0085]+/gu, blankOf),
    ) ?? [];
  return before + escapeLine(words) + after;
}

/** Any blank but the plain one and the non-breaking ones is as wide as it is; all that break a line become plain. */
function blankOf(blanks: string): string {
  return /[\n\r\t\v\f\u0085\u2028\u2029]/.test(blanks) ? ' ' : blanks;
}

/** Control characters: HTML has none of them, and MediaWiki marks with U+007F what it has taken out of a text. */
const unusable = /(?![\s\u0085])\p{Cc}|[\ufffe\uffff]/gu;

/** Markup wherever it stands: entities, tags, links, templates, cells, signatures, parameters, converted variants. */
const anywhere = /[&<>[\]{}|~=]/g;
/** Markup where two of them meet: bold, magic words (U+FF3F is another underscore to MediaWiki), cells of a heading. */
const doubled = /(['_!\uff3f])(?=\1)|(?<=(['_!\uff3f]))\2/gu;
/** At either end another piece of text, or markup of ours, may follow. */
const atEnds = /^['_!\uff3f]|['_!\uff3f]$/gu;
/** Lists, preformatted text, rules and redirects begin a line. */
const atStart = /^[#*:;\-+ \u00a0]/u;
/** Addresses become links by themselves, with two slashes (`https://`) or without (`mailto:`). */
const schemes = /(?<=[a-z\d]):(?=\S)/giu;
const protocolRelative = /\/(?=\/)/g;
/** MediaWiki's “magic links”, which also see through a blank that is written as a reference: the word is broken. */
const magicLinks = /(?<=RF|PMI|ISB)[CDN](?=\s+\d)/gu;

function escapeLine(line: string): string {
  return line
    .replace(anywhere, reference)
    .replace(doubled, reference)
    .replace(atEnds, reference)
    .replace(atStart, reference)
    .replace(schemes, keepTimes)
    .replace(protocolRelative, reference)
    .replace(magicLinks, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** `10:30` is no address. */
function keepTimes(colon: string, at: number, line: string): string {
  return /\d/.test(line[at - 1] ?? '') && /\d/.test(line[at + 1] ?? '') ? colon : reference(colon);
}

/** A link to a page, also to a file or category without showing or joining it; the words alone where no page can be. */
export function pageLink(target: string, words: string): string {
  const title = asPageTitle(target);
  const shown = escapeInside(words);
  if (!title || /^:|~~~/.test(title) || shown.trim() === '') return shown;
  return `[[:${escapeTitle(title)}|${shown}]]`;
}

export function userLink(username: string): string {
  const title = asPageTitle(username);
  const isUser = title !== undefined && !/[#/:@=~]/.test(title);
  return isUser ? `[[User:${escapeTitle(title)}|${escapeText(username)}]]` : escapeText(username);
}

function escapeTitle(title: string): string {
  return title.replace(/[&'=~]/g, reference).replace(/__/g, '_');
}

/** A link out of the wiki: what could end the address, or be markup in it, is percent-encoded. */
export function webLink(address: string, words: string): string {
  const shown = escapeInside(words);
  if (!/^https?:\/\/[^/?#\s]/i.test(address)) return shown;
  const encoded = address
    .toWellFormed()
    .replace(/[\s<>[\]{}|"'`~^\\\p{Cc}]|_(?=_)|(?<=_)_/gu, percent)
    .replaceAll('&', '&amp;');
  return shown.trim() === '' ? `[${encoded}]` : `[${encoded} ${shown.trim()}]`;
}

function percent(character: string): string {
  const plain = encodeURIComponent(character);
  if (plain !== character) return plain;
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
