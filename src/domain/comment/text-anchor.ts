import * as Y from 'yjs';
import { base64ToBytes, bytesToBase64 } from '../base64.ts';
import { type Anchor, quoteLimit } from './schema.ts';

/** A passage as it stands now, in UTF-16 units from the start of the text. */
export type Passage = { readonly from: number; readonly to: number };

/** `gone`: its words were deleted. `unknown`: its words have not arrived here yet. */
export type Place = Passage | 'gone' | 'unknown';

/** Holds a passage by its first and last letter: what is typed beside it does not become part of it. */
export function anchorOf(text: Y.Text, { from, to }: Passage): Anchor {
  const hold = (index: number, side: 0 | -1) =>
    bytesToBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, side)));
  const quote = text.toString().slice(from, to).slice(0, quoteLimit).toWellFormed();
  return { start: hold(from, 0), end: hold(to, -1), quote };
}

/** An anchor, read once; null where it can't be read. */
export type Held = { readonly start: Y.RelativePosition; readonly end: Y.RelativePosition; readonly quote: string };

export function readAnchor({ start, end, quote }: Anchor): Held | null {
  try {
    const read = (position: string) => Y.decodeRelativePosition(base64ToBytes(position));
    return { start: read(start), end: read(end), quote };
  } catch {
    return null;
  }
}

/**
 * Where passages stand now. All of them together: Yjs finds the place of one position by walking back over the text
 * before it, which for each of 150 comments after each letter would be too much. Here the text is walked once.
 */
export function placesOf(text: Y.Text, anchors: readonly (Held | null)[]): Place[] {
  const ends = anchors.flatMap((anchor) => (anchor ? [anchor.start, anchor.end] : []));
  const letters = new Map(ends.map((end) => [end, letterOf(text, end)]));
  const wanted = new Set([...letters.values()].flatMap((letter) => (letter instanceof Object ? [letter.item] : [])));
  const offsets = offsetsOf(text, wanted);
  const indexOf = (position: Y.RelativePosition): number | 'gone' | 'unknown' => {
    const letter = letters.get(position) ?? 'gone';
    if (!(letter instanceof Object)) return letter;
    return indexAt(letter, offsets.get(letter.item) ?? 0, position.assoc < 0);
  };
  const words = { text: undefined as string | undefined };
  return anchors.map((anchor) => {
    if (!anchor) return 'gone';
    const [from, to] = [indexOf(anchor.start), indexOf(anchor.end)];
    if (from === 'unknown' || to === 'unknown') return 'unknown';
    if (from !== 'gone' && to !== 'gone' && from < to) return { from, to };
    words.text ??= text.toString();
    return refind(words.text, anchor.quote);
  });
}

type Letter = { item: Y.Item; offset: number };

/** The letter that a position is held by. An undo that brought it back has made another, to which the first points. */
function letterOf(text: Y.Text, { item: id }: Y.RelativePosition): Letter | 'gone' | 'unknown' {
  const store = text.doc?.store;
  if (!store || !id) return 'gone';
  if (Y.getState(store, id.client) <= id.clock) return 'unknown';
  let { client, clock } = id;
  for (;;) {
    const item = Y.getItem(store, Y.createID(client, clock));
    if (!(item instanceof Y.Item)) return 'gone';
    const offset = clock - item.id.clock;
    if (!item.redone) return { item, offset };
    ({ client, clock } = { client: item.redone.client, clock: item.redone.clock + offset });
  }
}

/** How many letters stand before each of these items, in one walk. */
function offsetsOf(text: Y.Text, wanted: ReadonlySet<Y.Item>): Map<Y.Item, number> {
  const offsets = new Map<Y.Item, number>();
  let before = 0;
  for (let item = text._start; item && offsets.size < wanted.size; item = item.right) {
    if (wanted.has(item)) offsets.set(item, before);
    if (!item.deleted && item.countable) before += item.length;
  }
  return offsets;
}

/** The place before a letter, or behind it; of a deleted one, where it stood. */
function indexAt({ item, offset }: Letter, before: number, isBehind: boolean): number {
  if (item.deleted || !item.countable) return before;
  return before + offset + (isBehind ? 1 : 0);
}

/** Shorter words may stand anywhere. */
const tellingLength = 8;

/** Words that were cut and pasted, or brought back by a restore, are other letters: they are known by how they read. */
function refind(words: string, quote: string): Place {
  if (quote.trim().length < tellingLength) return 'gone';
  const from = words.indexOf(quote);
  const isOnce = from >= 0 && words.indexOf(quote, from + 1) < 0;
  return isOnce ? { from, to: from + quote.length } : 'gone';
}
