import { foldText, foldWithOrigins } from './fold.ts';

/** What can be found: a name, and all else that is said of it. */
export type Searchable = { title: string; texts: readonly string[] };

/** Something to be found, with its words folded once for many questions. */
export type Prepared<T extends Searchable> = { item: T; title: string; texts: readonly string[] };

export function prepare<T extends Searchable>(items: readonly T[]): Prepared<T>[] {
  return items.map((item) => ({ item, title: foldText(item.title), texts: item.texts.map(foldText) }));
}

/** The words of a question, folded, without the quotation marks and commas around them. */
export function wordsOf(query: string): string[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  return [...new Set(words.map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, '') || word))];
}

/**
 * What has every word of a question somewhere, each as the beginning of a word; the likeliest first. A word in the title
 * counts more than one in the texts, a whole word more than a beginning. What counts the same stays in its order.
 *
 * @param words of `wordsOf`; none find nothing
 */
export function find<T extends Searchable>(prepared: readonly Prepared<T>[], words: readonly string[]): T[] {
  if (words.length === 0) return [];
  const found: { item: T; score: number }[] = [];
  for (const entry of prepared) {
    const score = scoreOf(entry, words);
    if (score > 0) found.push({ item: entry.item, score });
  }
  return found.sort((a, b) => b.score - a.score).map(({ item }) => item);
}

/** 0: a word is nowhere. */
function scoreOf({ title, texts }: Prepared<Searchable>, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const inTitle = rateIn(title, word) * 4;
    const best = inTitle || texts.reduce((most, text) => Math.max(most, rateIn(text, word)), 0);
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** How well a word stands in a text: 2 as a whole word, 1 as the beginning of one, 0 not at all. */
function rateIn(text: string, word: string): 0 | 1 | 2 {
  let rate: 0 | 1 = 0;
  for (const at of placesOf(text, word)) {
    if (isWordAt(text, at + word.length)) rate = 1;
    else return 2;
  }
  return rate;
}

/** Where a folded text has a word, from its beginning on. */
function* placesOf(text: string, word: string): Generator<number> {
  const anywhere = !startsWithLetter.test(word) || unspaced.test(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (anywhere || at === 0 || !isWordAt(text, at - 1)) yield at;
}

const startsWithLetter = /^[\p{L}\p{N}]/u;
/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const partOfWord = /[\p{L}\p{N}]/u;

/** Whether the letter at a place belongs to a word; half of a letter beyond the first plane is taken for one. */
function isWordAt(text: string, at: number): boolean {
  const unit = text.charAt(at);
  return partOfWord.test(unit) || /[\uD800-\uDFFF]/.test(unit);
}

/** A part of a text that is shown, marked where the question found something. */
export type Piece = { text: string; hit: boolean };

/** A text in pieces, marked wherever one of the words begins a word of it. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const { folded, origins } = foldWithOrigins(text);
  const hits = words
    .flatMap((word) => Array.from(placesOf(folded, word), (at) => ({ from: at, to: at + word.length })))
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of hits) {
    const [start, end] = [Math.max(done, origins[from] ?? 0), origins[to] ?? text.length];
    if (end <= start) continue;
    if (start > done) pieces.push({ text: text.slice(done, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** How many UTF-16 units of a long text are shown before the first hit, and in all. */
const before = 40;
const shown = 160;

/**
 * The part of the texts around the first word that was found in them, in one line, marked; null where only the title has
 * the words.
 */
export function snippetOf(texts: readonly string[], words: readonly string[]): Piece[] | null {
  for (const text of texts) {
    const line = text.replace(/\s+/g, ' ').trim();
    const pieces = markWords(line, words);
    const first = pieces.findIndex(({ hit }) => hit);
    if (first < 0) continue;
    const place = pieces.slice(0, first).reduce((sum, piece) => sum + piece.text.length, 0);
    return cut(line, place, words);
  }
  return null;
}

function cut(line: string, place: number, words: readonly string[]): Piece[] {
  if (line.length <= shown) return markWords(line, words);
  const start = place <= before ? 0 : spaceFrom(line, place - before, place);
  const end = Math.min(line.length, start + shown);
  const space = line.lastIndexOf(' ', end);
  // A word that is longer than the line is cut within.
  const stop = end === line.length || space <= place ? end : space;
  const pieces = markWords(line.slice(start, stop), words);
  const [head, tail] = [start > 0 ? '… ' : '', stop < line.length ? ' …' : ''];
  return [...ellipsis(head), ...pieces, ...ellipsis(tail)];
}

/** The beginning of the first word in a stretch of a line, or its end when one word fills it. */
function spaceFrom(line: string, from: number, to: number): number {
  const space = line.indexOf(' ', from);
  return space >= 0 && space < to ? space + 1 : to;
}

function ellipsis(text: string): Piece[] {
  return text ? [{ text, hit: false }] : [];
}
