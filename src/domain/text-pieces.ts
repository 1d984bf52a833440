/** How much of a joint text is put into one message: UTF-16 units of one insertion, and bytes of several updates. */
const pieceLength = 20_000;
const batchBytes = 150_000;

/** A long insertion as several, each of which fits into a message. No piece ends inside a character. */
export function piecesOf(words: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < words.length; ) {
    const end = at + pieceLength;
    const cut = (words.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
    pieces.push(words.slice(at, cut));
    at = cut;
  }
  return pieces;
}

/** Updates in batches that each fit into a message; one update at least in each. */
export function batchesOf(updates: readonly Uint8Array[]): Uint8Array[][] {
  const batches: Uint8Array[][] = [];
  let bytes = 0;
  for (const update of updates) {
    const batch = batches.at(-1);
    bytes += update.length;
    if (batch && bytes <= batchBytes) batch.push(update);
    else {
      batches.push([update]);
      bytes = update.length;
    }
  }
  return batches;
}
