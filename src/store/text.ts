import type { Rejection } from '#domain/errors.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import { mergeUpdates } from '#domain/text.ts';
import { type OutboxEntry, outboxOf } from './db.ts';
import { DexieTx } from './dexie-tx.ts';
import type { Store } from './store.ts';
import { queueWrite, writeDurably } from './write.ts';

type TextEdit = ArgsOf<'text.edit'>;

/** A queued update grows by what follows it until it is sent, up to this many base64 characters. */
const coalesceLimit = 64 * 1024;

/** And only within this time (ms), so that the history tells what was written in the morning from the evening's. */
const coalescePause = 10 * 60_000;

/**
 * Appends an edit to a joint text. While the last queued write is an unsent edit of the same text,
 * the new one is merged into it: typing a page offline costs one message, and each keystroke is still on the disk (S1).
 *
 * @param update base64 of a Yjs update, at most what `text.edit` takes: a long paste comes in several
 * @returns like `mutate`
 * @throws  CarnetError like `mutate`
 */
export async function appendText(store: Store, textId: string, update: string): Promise<Rejection | undefined> {
  const { db, context } = store;
  const args: TextEdit = { id: store.newId(), textId, update, authorId: context.participantId, at: store.instant() };
  const entry = { id: store.newId(), name: 'text.edit', queuedAt: store.now() };
  const append = async () => {
    const previous = await outboxOf(db, context.exchangeId).last();
    if (!previous || !canGrow(previous, args)) return queueWrite(db, context, { ...entry, args });
    // canGrow has looked: this is a text edit of the same text.
    const grown = previous.args as TextEdit;
    const since = grown.since ?? grown.at;
    const merged = { ...grown, update: mergeUpdates([grown.update, update]), since, at: args.at };
    const tx = new DexieTx(db, context.exchangeId);
    await tx.put('textUpdate', merged);
    await Promise.all([tx.written(), db.outbox.put({ ...previous, args: merged })]);
  };
  const rejection = await writeDurably(db, append);
  if (!rejection) store.announceWrite();
  return rejection;
}

function canGrow(entry: OutboxEntry, { textId, update, at }: TextEdit): boolean {
  if (entry.name !== 'text.edit' || entry.sentAt !== null) return false;
  // Written by queueWrite under this name, so its args are a text edit's.
  const args = entry.args as TextEdit;
  if (args.textId !== textId || args.restored !== undefined) return false;
  const pause = Math.abs(Date.parse(at) - Date.parse(args.at));
  return pause <= coalescePause && args.update.length + update.length <= coalesceLimit;
}
