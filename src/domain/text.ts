import * as Y from 'yjs';
import { base64ToBytes, bytesToBase64 } from './base64.ts';

/**
 * Joint text: a Yjs document whose words stand in one Y.Text named `body`.
 * Updates are base64 in rows and messages, so that everything stays JSON.
 */
export const textField = 'body';

/** The one update that says what several say. */
export function mergeUpdates(updates: readonly string[]): string {
  const [only] = updates;
  if (updates.length === 1 && only !== undefined) return only;
  return bytesToBase64(Y.mergeUpdates(updates.map(base64ToBytes)));
}

/**
 * One update for each group of updates, all together saying what all said before. The groups go through a document in
 * their order, where neighbouring letters join: a text typed letter by letter becomes a fraction of its size.
 *
 * Nothing that was deleted is dropped (Yjs would collect it as garbage): the history of a text shows it again, and each
 * update has to be what its author wrote. A group that builds on one behind it is only merged, so that no update ever
 * takes in what another group says.
 */
export function joinUpdates(groups: readonly (readonly string[])[]): string[] {
  const doc = new Y.Doc({ gc: false });
  let said: Uint8Array | undefined;
  doc.on('update', (update: Uint8Array) => {
    said = update;
  });
  let waiting: string[] = [];
  return groups.map((group) => {
    const merged = mergeUpdates(group);
    const alone = waiting.length === 0;
    said = undefined;
    takeIn(doc, [...waiting, merged]);
    waiting = isWhole(doc) ? [] : [...waiting, merged];
    return alone && waiting.length === 0 && said ? bytesToBase64(said) : merged;
  });
}

/**
 * Takes updates into a document, all as one. One after the other is not enough: of two that build on each other, as
 * those of two people who wrote at once may when each one's are merged, Yjs leaves both waiting for ever.
 */
export function takeIn(doc: Y.Doc, updates: readonly string[]): void {
  if (updates.length > 0) Y.applyUpdate(doc, base64ToBytes(mergeUpdates(updates)), 'stored');
}

/** Whether nothing in a document waits for an update that is not here. */
export function isWhole({ store }: Y.Doc): boolean {
  return store.pendingStructs === null && store.pendingDs === null;
}

/**
 * The document that a set of updates adds up to.
 * @param options.gc false keeps the words that were deleted, for the history
 */
export function openText(updates: readonly string[], options: { gc: boolean } = { gc: true }): Y.Doc {
  const doc = new Y.Doc(options);
  takeIn(doc, updates);
  return doc;
}

/** The words of a text, as they read now. */
export function textOf(updates: readonly string[]): string {
  return openText(updates).getText(textField).toString();
}
