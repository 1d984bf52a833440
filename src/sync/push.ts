import { CarnetError } from '#domain/errors.ts';
import {
  maxPushBytes,
  maxPushMutations,
  type PushRequest,
  protocolVersion,
  type WireMutation,
} from '#domain/protocol.ts';
import { exchangeRange, freshReplica, type OutboxEntry, outboxOf } from '#store/db.ts';
import { refuseUnsendable } from '#store/rejections.ts';
import { goOnAfter } from '#store/renumber.ts';
import type { Store } from '#store/store.ts';
import { SequenceGap, type Transport } from './transport.ts';

/** Leaves room in a request for what stands around the mutations. */
const envelopeBytes = 1024;

/**
 * Sends the outbox from its oldest entry, batch by batch, until the server holds all of it (S2, S10).
 * Nothing is removed here: the acknowledgement comes with the next pull, together with the effects (S4). But only what
 * the server has answered for here, by number and id, can be acknowledged there.
 *
 * @param app the app's version, for the server to know what it speaks with (S9)
 * @throws CarnetError of the transport
 */
export async function pushOutbox(store: Store, transport: Transport, app: string): Promise<void> {
  let limit = maxPushMutations;
  let renumbered = false;
  let batch = await inOneStep(store, async () => takeBatch(store, await heldSeq(store), limit));
  while (batch.length > 0) {
    try {
      batch = await sendBatch(store, transport, app, batch, limit);
    } catch (error) {
      if (error instanceof SequenceGap && !renumbered) {
        renumbered = true;
        await goOnAfter(store.db, store.context.exchangeId, error.lastSeq);
      } else if (error instanceof CarnetError && error.code === 'too_large') {
        const [only] = batch;
        if (only && batch.length === 1 && only.args !== null) await refuseUnsendable(store, only, 'too_large');
        else if (batch.length > 1) limit = Math.ceil(batch.length / 2);
        else throw error;
      } else throw error;
      batch = await inOneStep(store, async () => takeBatch(store, await heldSeq(store), limit));
    }
  }
}

/** @returns the batch that follows */
async function sendBatch(
  store: Store,
  transport: Transport,
  app: string,
  batch: readonly OutboxEntry[],
  limit: number,
): Promise<OutboxEntry[]> {
  const { lastSeq } = await transport.push(requestOf(store, app, batch));
  const held = batch.filter(({ seq }) => seq <= lastSeq);
  if (held.length === 0) throw new CarnetError('not_carnet', 'a push was answered without progress');
  const isMore = await noteHeld(store, held, lastSeq);
  return isMore ? inOneStep(store, () => takeBatch(store, lastSeq, limit)) : [];
}

function inOneStep(store: Store, work: () => Promise<OutboxEntry[]>): Promise<OutboxEntry[]> {
  const { outbox, replicas } = store.db;
  // Dexie keeps a transaction across awaits only when the function it is given is itself async.
  return store.db.transaction('rw', [outbox, replicas], async () => work());
}

/** The last number that the server is known to hold: acknowledged, or answered for when its pull was cut off. */
async function heldSeq(store: Store): Promise<number> {
  const { db, context } = store;
  const [replica, oldest] = await Promise.all([
    db.replicas.get(context.exchangeId),
    outboxOf(db, context.exchangeId).first(),
  ]);
  return replica?.held?.to ?? (await heldBefore(store, oldest)) ?? replica?.ackedSeq ?? 0;
}

/** What a version before `Replica.held` has noted in each entry. */
async function heldBefore({ db, context }: Store, oldest: OutboxEntry | undefined): Promise<number | undefined> {
  if (!oldest || oldest.heldAs !== oldest.seq) return undefined;
  const held = await outboxOf(db, context.exchangeId)
    .filter(({ seq, heldAs }) => heldAs === seq)
    .last();
  return held?.seq;
}

/**
 * Not waited for to be on the disk: what a power cut undoes is sent once more, and acknowledged once more (S2).
 * @returns whether there is more to be sent
 */
async function noteHeld({ db, context }: Store, held: readonly OutboxEntry[], lastSeq: number): Promise<boolean> {
  const { exchangeId } = context;
  const [first] = held;
  const last = held.at(-1);
  return db.transaction('rw', [db.outbox, db.replicas, db.status], async () => {
    const [replica = freshReplica(exchangeId), newest] = await Promise.all([
      db.replicas.get(exchangeId),
      outboxOf(db, exchangeId).last(),
    ]);
    const to = last?.seq;
    const from = first && replica.held && replica.held.to + 1 === first.seq ? replica.held.from : first?.seq;
    if (from !== undefined && to !== undefined) await db.replicas.put({ ...replica, held: { from, to } });
    return newest !== undefined && newest.seq > lastSeq;
  });
}

/** The next entries after `held`, marked as sent: from here on they can't grow any more (text.ts). */
async function takeBatch({ db, context, now }: Store, held: number, limit: number): Promise<OutboxEntry[]> {
  const { exchangeId } = context;
  const [, last] = exchangeRange(exchangeId);
  const following = db.outbox
    .where('[exchangeId+seq]')
    .between([exchangeId, held + 1], last)
    .limit(limit);
  const [next, replica] = await Promise.all([following.toArray(), db.replicas.get(exchangeId)]);
  const batch = next.slice(0, countWithin(next, maxPushBytes - envelopeBytes));
  const at = now();
  // Only these could grow. To mark each of the others costs as many requests to the database as there are.
  const growing = batch.filter(({ name, sentAt }) => name === 'text.edit' && sentAt === null);
  const to = batch.at(-1)?.seq ?? 0;
  await Promise.all([
    growing.length > 0 ? db.outbox.bulkPut(growing.map((entry) => ({ ...entry, sentAt: at }))) : undefined,
    replica && (replica.sent?.to ?? 0) < to ? db.replicas.put({ ...replica, sent: { to, at } }) : undefined,
  ]);
  return batch;
}

/** How many entries, at least one, fit into a number of bytes. */
function countWithin(entries: readonly OutboxEntry[], limit: number): number {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    bytes += encoder.encode(JSON.stringify(wireOf(entry))).length + 1;
    if (bytes > limit && index > 0) return index;
  }
  return entries.length;
}

function wireOf({ id, seq, name, args }: OutboxEntry): WireMutation {
  return { id, seq, name, args };
}

function requestOf(store: Store, app: string, batch: readonly OutboxEntry[]): PushRequest {
  const { exchangeId } = store.context;
  return { type: 'push', protocol: protocolVersion, app, exchangeId, mutations: batch.map(wireOf) };
}
