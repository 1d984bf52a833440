import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { Rejection } from '#domain/errors.ts';
import type { ArgsOf, MutationName } from '#domain/mutators.ts';
import type { LiveBlock, Section } from '#domain/report/schema.ts';
import type { BlockFormats } from '#domain/rich-text.ts';
import { openText, textField } from '#domain/text.ts';
import { batchesOf } from '#domain/text-pieces.ts';
import { listTextUpdates } from './queries/report.ts';
import type { Store } from './store.ts';
import { queueWrite, writeDurably } from './write.ts';

/** A line of what a block says. */
export type BlockLine = { words: string; formats: BlockFormats };

/**
 * Takes a block into the text of a section: its lines stand at the end of it, and it is not live any more. Beside the
 * edit travels what takes exactly these letters away again, for who takes it a second time without knowing of the
 * first, and for who wants the block live again.
 *
 * @returns and throws like `mutate`
 */
export function takeBlock(
  store: Store,
  sectionId: string,
  block: LiveBlock,
  lines: readonly BlockLine[],
): Promise<Rejection | undefined> {
  const { participantId } = store.context;
  const at = store.instant();
  return inOne(store, async (queue) => {
    const { updates, revert } = insertion(await listTextUpdates(store, sectionId), lines);
    for (const update of updates)
      await queue('text.edit', { id: store.newId(), textId: sectionId, update, authorId: participantId, at });
    const taken = { occasion: store.newId(), by: participantId, at, revert };
    await queue('section.take', { id: sectionId, block, revertId: store.newId(), ...taken });
  });
}

/** Makes a block live again: the letters that it had brought go, and what people wrote among them stays. */
export function releaseBlock(store: Store, section: Section, block: LiveBlock): Promise<Rejection | undefined> {
  const taken = section.taken?.[block];
  const { participantId } = store.context;
  return inOne(store, async (queue) => {
    if (!taken) return;
    const edit = { id: store.newId(), textId: section.id, update: taken.revert };
    await queue('text.edit', { ...edit, authorId: participantId, at: store.instant() });
    await queue('section.release', { id: section.id, block, occasion: taken.occasion });
  });
}

type Queue = <N extends MutationName>(name: N, args: ArgsOf<N>) => Promise<void>;

async function inOne(store: Store, work: (queue: Queue) => Promise<void>): Promise<Rejection | undefined> {
  const { db, context } = store;
  const queue: Queue = (name, args) =>
    queueWrite(db, context, { id: store.newId(), name, args, queuedAt: store.now() });
  const rejection = await writeDurably(db, () => work(queue), db.orphans);
  if (!rejection) store.announceWrite();
  return rejection;
}

/** @returns updates that each fit into a message, and the one that deletes what they inserted */
function insertion(stored: readonly string[], lines: readonly BlockLine[]): { updates: string[]; revert: string } {
  const doc = openText(stored);
  const text = doc.getText(textField);
  const begun = text.length;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const before = text.toString();
  if (before !== '' && !before.endsWith('\n')) text.insert(text.length, '\n', {});
  for (const { words, formats } of lines) {
    text.insert(text.length, words, {});
    text.insert(text.length, '\n', formats);
  }
  // A plain line to go on writing in, below what may be a list.
  text.insert(text.length, '\n', {});
  const batches = batchesOf(updates).map((batch) => bytesToBase64(Y.mergeUpdates(batch)));
  updates.length = 0;
  text.delete(begun, text.length - begun);
  return { updates: batches, revert: bytesToBase64(Y.mergeUpdates(updates)) };
}
