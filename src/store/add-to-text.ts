import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { Rejection } from '#domain/errors.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import { openText, textField } from '#domain/text.ts';
import { batchesOf, piecesOf } from '#domain/text-pieces.ts';
import type { StoredRejection } from './db.ts';
import { listTextUpdates } from './queries/report.ts';
import { retryRejection } from './rejections.ts';
import type { Store } from './store.ts';

/**
 * Puts the words of a refused text edit at the end of the text, as a new edit: where they once stood may be gone, and
 * at the end they disturb nothing. The refused edit leaves “Needs attention” in the same transaction.
 *
 * @returns and throws like `retryRejection`
 */
export async function addToText(
  store: Store,
  rejection: StoredRejection,
  textId: string,
  words: string,
): Promise<Rejection | undefined> {
  const updates = append(await listTextUpdates(store, textId), words);
  const edits = batchesOf(updates).map((batch) => {
    const update = bytesToBase64(Y.mergeUpdates(batch));
    const authored = { authorId: store.context.participantId, at: store.instant() };
    const args: ArgsOf<'text.edit'> = { id: store.newId(), textId, update, ...authored };
    return { name: 'text.edit', args };
  });
  return retryRejection(store, rejection, edits);
}

/** @returns the updates that say so; what somebody else writes meanwhile merges with them */
function append(stored: readonly string[], words: string): Uint8Array[] {
  const doc = openText(stored);
  const text = doc.getText(textField);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const before = text.toString();
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  for (const piece of piecesOf(gap + words)) text.insert(text.length, piece);
  return updates;
}
