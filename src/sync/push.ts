import { CarnetError } from '#domain/errors.ts';
import {
  maxPushBytes,
  maxPushMutations,
  type Place,
  type PullResponse,
  type PushRequest,
  protocolVersion,
  type WireMutation,
} from '#domain/protocol.ts';
import { exchangeRange, freshReplica, type OutboxEntry, outboxOf } from '#store/db.ts';
import { refuseUnsendable } from '#store/rejections.ts';
import { goOnAfter } from '#store/renumber.ts';
import { applyPull, pullTables } from '#store/replica.ts';
import type { Store } from '#store/store.ts';
import { beginsAnew, placeOf } from './pull.ts';
import { SequenceGap, type Transport } from './transport.ts';

/** Leaves room in a request for what stands around the mutations. */
const envelopeBytes = 1024;

/**
 * Sends the outbox from its oldest entry, batch by batch, until the server holds all of it (S2, S10).
 * An answer to a push removes nothing: the acknowledgement comes with the next pull, together with the effects (S4). But
 * only what the server has answered for here, by number and id, can be acknowledged there. Mostly the last push asks for
 * that pull's page itself, which spares a way to the server and back.
 *
 * @param app the app's version, for the server to know what it speaks with (S9)
 * @returns whether all that there is to pull has come along
 * @throws CarnetError of the transport or of the storage
 */
export async function pushOutbox(store: Store, transport: Transport, app: string): Promise<boolean> {
  const bounds = { count: maxPushMutations, bytesWithPull: transport.chunkBytes };
  let renumbered = false;
  let isCurrent = false;
  let batch = await inOneStep(store, async () => takeBatch(store, await heldSeq(store), bounds));
  while (batch.entries.length > 0) {
    const { entries } = batch;
    try {
      const { lastSeq, pulled } = await transport.push(requestOf(store, app, batch));
      // A page that begins anew may be one of many, which have to be here together (pull.ts).
      const page = pulled?.reset ? undefined : pulled;
      const isMore = await takeAnswer(store, entries, lastSeq, page);
      isCurrent = page !== undefined && !page.more;
      if (!isMore) break;
      batch = await inOneStep(store, () => takeBatch(store, lastSeq, bounds));
    } catch (error) {
      if (error instanceof SequenceGap && !renumbered) {
        renumbered = true;
        await goOnAfter(store.db, store.context.exchangeId, error.lastSeq);
      } else if (error instanceof CarnetError && error.code === 'too_large') {
        const [only] = entries;
        if (only && entries.length === 1 && only.args !== null) await refuseUnsendable(store, only, 'too_large');
        else if (entries.length > 1) bounds.count = Math.ceil(entries.length / 2);
        else throw error;
      } else throw error;
      batch = await inOneStep(store, async () => takeBatch(store, await heldSeq(store), bounds));
    }
  }
  return isCurrent;
}

type Bounds = {
  /** Entries of one push at most. */
  count: number;
  /**
   * Bytes of the last push at most, if it is to ask for a page: when an answer is cut off, its push is sent again as
   * well, and that shall cost no more than of a photo.
   */
  readonly bytesWithPull: number;
};

/** What one push carries. */
type Batch = {
  readonly entries: readonly OutboxEntry[];
  /** From where it asks for a page, if it does. */
  readonly pull: Place | undefined;
};

function inOneStep(store: Store, work: () => Promise<Batch>): Promise<Batch> {
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
 * Notes what the server holds now and takes in the page that came along, in one transaction. Not waited for to be on the
 * disk: what a power cut undoes is sent once more, and acknowledged once more (S2).
 *
 * @returns whether there is more to be sent
 */
async function takeAnswer(
  store: Store,
  entries: readonly OutboxEntry[],
  lastSeq: number,
  page: PullResponse | undefined,
): Promise<boolean> {
  const { db, context, now } = store;
  const held = entries.filter(({ seq }) => seq <= lastSeq);
  if (held.length === 0) throw new CarnetError('not_carnet', 'a push was answered without progress');
  const tables = page ? pullTables(db) : [db.outbox, db.replicas, db.status];
  return db.transaction('rw', tables, async () => {
    await noteHeld(store, held);
    if (page) await applyPull(db, context, page, now());
    const newest = await outboxOf(db, context.exchangeId).last();
    return newest !== undefined && newest.seq > lastSeq;
  });
}

async function noteHeld({ db, context }: Store, entries: readonly OutboxEntry[]): Promise<void> {
  const { exchangeId } = context;
  const [from, to] = [entries[0]?.seq, entries.at(-1)?.seq];
  if (from === undefined || to === undefined) return;
  const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
  const { held } = replica;
  await db.replicas.put({ ...replica, held: { from: held?.to === from - 1 ? held.from : from, to } });
}

/** The next entries after `held`, marked as sent: from here on they can't grow any more (text.ts). */
async function takeBatch({ db, context, now }: Store, held: number, bounds: Bounds): Promise<Batch> {
  const { exchangeId } = context;
  const [, last] = exchangeRange(exchangeId);
  const following = db.outbox
    .where('[exchangeId+seq]')
    .between([exchangeId, held + 1], last)
    .limit(bounds.count);
  const [next, replica] = await Promise.all([following.toArray(), db.replicas.get(exchangeId)]);
  const { count, bytes } = countWithin(next, maxPushBytes - envelopeBytes);
  const entries = next.slice(0, count);
  const at = now();
  // Only these could grow. To mark each of the others costs as many requests to the database as there are.
  const growing = entries.filter(({ name, sentAt }) => name === 'text.edit' && sentAt === null);
  const to = entries.at(-1)?.seq ?? 0;
  await Promise.all([
    growing.length > 0 ? db.outbox.bulkPut(growing.map((entry) => ({ ...entry, sentAt: at }))) : undefined,
    replica && (replica.sent?.to ?? 0) < to ? db.replicas.put({ ...replica, sent: { to, at } }) : undefined,
  ]);
  const isLast = count === next.length && count < bounds.count && bytes <= bounds.bytesWithPull;
  return { entries, pull: replica && isLast && !beginsAnew(replica) ? placeOf(replica) : undefined };
}

/** How many entries, at least one, fit into a number of bytes, and how many bytes these are. */
function countWithin(entries: readonly OutboxEntry[], limit: number): { count: number; bytes: number } {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const [count, entry] of entries.entries()) {
    const more = encoder.encode(JSON.stringify(wireOf(entry))).length + 1;
    if (bytes + more > limit && count > 0) return { count, bytes };
    bytes += more;
  }
  return { count: entries.length, bytes };
}

function wireOf({ id, seq, name, args }: OutboxEntry): WireMutation {
  return { id, seq, name, args };
}

function requestOf(store: Store, app: string, { entries, pull }: Batch): PushRequest {
  const { exchangeId } = store.context;
  const mutations = entries.map(wireOf);
  return { type: 'push', protocol: protocolVersion, app, exchangeId, mutations, ...(pull ? { pull } : {}) };
}
