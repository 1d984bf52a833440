import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { Rejection } from '#domain/errors.ts';
import type { ArgsOf, MutationName } from '#domain/mutators.ts';
import { versionLimit } from '#domain/report/schema.ts';
import { withFormats } from '#domain/report/version-formats.ts';
import { type Run, runsOf } from '#domain/rich-text.ts';
import { openText, textField } from '#domain/text.ts';
import { diffWords } from '#domain/text-diff.ts';
import { batchesOf, piecesOf } from '#domain/text-pieces.ts';
import { listTextUpdates } from './queries/report.ts';
import type { Store } from './store.ts';
import { queueWrite, writeDurably } from './write.ts';

/**
 * Makes a joint text read as it did once, by an edit on top of all others: nothing is lost, what somebody else writes
 * meanwhile merges, and the restore can be undone by another. What it replaces is kept as a version.
 *
 * @param words how the text is to read
 * @param runs  the same words with their formats, where these are known: otherwise what stays keeps the ones it has,
 *              and what comes back has none
 * @param stood when it read like that, for the history
 * @returns like `mutate`; nothing is written when the text reads like that already
 * @throws  CarnetError like `mutate`
 */
export async function restoreText(
  store: Store,
  textId: string,
  words: string,
  stood: string,
  runs: readonly Run[] | null = null,
): Promise<Rejection | undefined> {
  const { db, context } = store;
  const authored = { textId, authorId: context.participantId, at: store.instant() };
  const queue = <N extends MutationName>(name: N, args: ArgsOf<N>) =>
    queueWrite(db, context, { id: store.newId(), name, args, queuedAt: store.now() });
  const rejection = await writeDurably(
    db,
    async () => {
      // Read within the transaction: what another tab types now comes before it or after it, never in between.
      const doc = openText(await listTextUpdates(store, textId));
      const before = doc.getText(textField).toString();
      const kept = withFormats(before, runsOf(doc.getText(textField).toDelta()));
      const updates = rewrite(doc, words, runs);
      if (updates.length === 0) return;
      if (before.trim() !== '' && before.length <= versionLimit)
        await queue('version.keep', { ...authored, id: store.newId(), ...kept, reason: 'restore' });
      for (const batch of batchesOf(updates)) {
        const update = bytesToBase64(Y.mergeUpdates(batch));
        await queue('text.edit', { ...authored, id: store.newId(), update, restored: stood });
      }
    },
    db.orphans,
  );
  if (!rejection) store.announceWrite();
  return rejection;
}

/** Turns the document's words into others, leaving alone what stays. @returns the updates that say so */
function rewrite(doc: Y.Doc, words: string, runs: readonly Run[] | null): Uint8Array[] {
  const text = doc.getText(textField);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let at = 0;
  for (const piece of diffWords(text.toString(), words)) {
    if (piece.change === 'removed') text.delete(at, piece.text.length);
    else if (piece.change === 'kept') at += piece.text.length;
    else {
      for (const part of piecesOf(piece.text)) {
        text.insert(at, part, {});
        at += part.length;
      }
    }
  }
  doc.transact(() => reformat(text, runs ?? []));
  return updates;
}

const noFormats = Object.fromEntries(
  ['bold', 'italic', 'link', 'wikilink', 'evidence', 'header', 'list', 'indent', 'blockquote'].map((name) => [
    name,
    null,
  ]),
);

/** Yjs writes down only what is not so already. */
function reformat(text: Y.Text, runs: readonly Run[]): void {
  let at = 0;
  for (const run of runs) {
    text.format(at, run.text.length, { ...noFormats, ...run.formats });
    at += run.text.length;
  }
}
