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
