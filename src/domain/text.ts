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
 * Like mergeUpdates, through a document: neighbouring letters join and deleted ones go, so a long text typed letter
 * by letter becomes a fraction of its size. For the server, which has all updates; what waits for an update that is
 * not here yet would be left out.
 *
 * @returns undefined when some update refers to one that is missing
 */
export function squashUpdates(updates: readonly string[]): string | undefined {
  const doc = openText(updates);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return undefined;
  return bytesToBase64(Y.encodeStateAsUpdate(doc));
}

/** The document that a set of updates adds up to. */
export function openText(updates: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, base64ToBytes(update));
  }, 'stored');
  return doc;
}

/** The words of a text, as they read now. */
export function textOf(updates: readonly string[]): string {
  return openText(updates).getText(textField).toString();
}
