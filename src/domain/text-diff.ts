/** One change of a text: at `at`, `remove` UTF-16 units go and `insert` comes. */
export type TextChange = { at: number; remove: number; insert: string };

/**
 * The smallest single change that turns `before` into `after`, never cutting a surrogate pair in two
 * (a joint text would keep half an emoji as a replacement sign for ever).
 *
 * @param caret where the caret stands in `after`, when known: of several places where “l” may have been
 *              typed into “ll”, the one before the caret is what the person did
 * @returns undefined when nothing changed
 */
export function diffText(before: string, after: string, caret?: number): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const tailLimit = caret === undefined ? shorter : Math.min(shorter, after.length - caret);
  let tail = commonTail(before, after, tailLimit);
  const head = commonHead(before, after, shorter - tail);
  tail = commonTail(before, after, shorter - head);
  return { at: head, remove: before.length - head - tail, insert: after.slice(head, after.length - tail) };
}

/** A part of a text, and what became of it between two states. */
export type Piece = { change: 'kept' | 'added' | 'removed'; text: string };

/** From coarse to fine: what is alike is found in lines first, and within lines that differ in sentences, then in words. */
const grains = [/[^\n]*\n|[^\n]+/g, /[^.!?…]+[.!?…]*\s*|[.!?…]+\s*/g, /\S+\s*|\s+/g];

/** Comparing this many pairs of lines or words takes a phone some tens of milliseconds; more count as replaced. */
const pairLimit = 1_000_000;

/** A kept “the” or “what” of up to this many UTF-16 units between longer changes says nothing to a reader. */
const strayLength = 16;

/** What turns `before` into `after`, word by word. The kept and removed pieces are `before`, the kept and added `after`. */
export function diffWords(before: string, after: string): Piece[] {
  return withoutStrays(joinPieces(diffGrain(before, after, 0)));
}

/** Words that two otherwise different passages happen to share count as replaced too, so that a passage reads as one. */
function withoutStrays(pieces: readonly Piece[]): Piece[] {
  const isStray = ({ change, text }: Piece, index: number) =>
    change === 'kept' &&
    text.length <= strayLength &&
    text.length < longestChange(pieces, index, -1) &&
    text.length < longestChange(pieces, index, 1);
  return joinPieces(
    pieces.flatMap((piece, index): Piece[] =>
      isStray(piece, index)
        ? [
            { change: 'removed', text: piece.text },
            { change: 'added', text: piece.text },
          ]
        : [piece],
    ),
  );
}

/** The length of what was removed or added right beside a kept piece, whichever is longer. */
function longestChange(pieces: readonly Piece[], index: number, step: 1 | -1): number {
  const beside = [pieces[index + step], pieces[index + 2 * step]];
  const kept = beside.findIndex((piece) => piece?.change === 'kept');
  const changes = kept < 0 ? beside : beside.slice(0, kept);
  return Math.max(0, ...changes.map((piece) => piece?.text.length ?? 0));
}

/** Neighbours of one kind as one piece, and what was removed before what came in its place. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const { change, text } of pieces) {
    const last = joined.at(-1);
    const beforeLast = joined.at(-2);
    if (text === '') continue;
    if (last?.change === change) last.text += text;
    else if (change === 'removed' && last?.change === 'added') {
      if (beforeLast?.change === 'removed') beforeLast.text += text;
      else joined.splice(-1, 0, { change, text });
    } else joined.push({ change, text });
  }
  return joined;
}

function diffGrain(before: string, after: string, grain: number): Piece[] {
  if (before === after) return [{ change: 'kept', text: after }];
  const pattern = grains[grain];
  if (!pattern || before === '' || after === '') return replaced(before, after);
  return alignParts(before.match(pattern) ?? [], after.match(pattern) ?? []).flatMap(([old, next]) =>
    diffGrain(old, next, grain + 1),
  );
}

/** What only goes on (“It rained.” → “It rained. Then”) keeps its beginning. */
function replaced(before: string, after: string): Piece[] {
  const kept = after.startsWith(before) ? before : before.startsWith(after) ? after : '';
  return [
    { change: 'kept', text: kept },
    { change: 'removed', text: before.slice(kept.length) },
    { change: 'added', text: after.slice(kept.length) },
  ];
}

/** Pairs of equal parts, and between them pairs of what stood there before and stands there after. */
function alignParts(before: readonly string[], after: readonly string[]): [string, string][] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)] as const;
  const [start, end] = [before.slice(0, head).join(''), before.slice(before.length - tail).join('')];
  return [[start, start], ...alignMiddle(...middle), [end, end]];
}

/** The longest common subsequence of parts, by the textbook's table. */
function alignMiddle(before: readonly string[], after: readonly string[]): [string, string][] {
  const width = after.length + 1;
  if (before.length * after.length > pairLimit) return [[before.join(''), after.join('')]];
  const lengths = new Uint32Array((before.length + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const alike = before[i] === after[j];
      lengths[i * width + j] = alike ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: [string, string][] = [];
  let gap: [string, string] = ['', ''];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [old = '', next = ''] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === next) {
      pairs.push(gap, [old, next]);
      gap = ['', ''];
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && length(i + 1, j) >= length(i, j + 1))) {
      gap[0] += old;
      i += 1;
    } else {
      gap[1] += next;
      j += 1;
    }
  }
  return [...pairs, gap];
}

function commonHead(a: string, b: string, limit: number): number {
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function commonTail(a: string, b: string, limit: number): number {
  let length = 0;
  while (length < limit && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length > 0 && isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
