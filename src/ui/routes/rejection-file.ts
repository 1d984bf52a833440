import type { StoredRejection } from '#store/db.ts';

/**
 * A refused write as a file to keep: first the words, for people, then all of it, for whoever has to put it back.
 *
 * @param what the write in words
 */
export function rejectionFile(
  { id, name, args, code, detail, queuedAt, rejectedAt }: StoredRejection,
  what: string,
  words: readonly string[],
): { file: () => Blob; name: string } {
  const at = { written: new Date(queuedAt).toISOString(), refused: new Date(rejectedAt).toISOString() };
  const content = { what, words, reason: code, ...at, format: 'carnet-refused', version: 1, id, name, args, detail };
  return {
    file: () => new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
    name: `carnet-refused-${at.written.slice(0, 10)}-${id.slice(-6)}.json`,
  };
}
