import { CarnetError } from '#domain/errors.ts';
import { copiesResponseSchema, maxCopies } from '#domain/protocol.ts';
import { unconfirmed } from '#store/blobs.ts';
import type { BlobRecord } from '#store/db.ts';
import { forgetPurged } from '#store/forget-purged.ts';
import type { Store } from '#store/store.ts';
import { parseAnswer, type Transport } from './transport.ts';

/** How often (ms) the server is asked whether it still has the files that it has confirmed. */
const checkEvery = 24 * 60 * 60_000;

/**
 * The last step of a file's custody (S6): tells the server which received files this phone holds, and learns which of
 * those taken here another participant's phone holds. Nothing is asked when there is nothing to tell or to learn.
 *
 * Once a day it asks about every file that the server has ever confirmed: what it lacks since, because it was set up
 * again from a backup that had the file's row already and not yet its bytes, waits to be sent again.
 *
 * @returns whether the server lacks none of them
 * @throws CarnetError of the transport
 */
export async function exchangeCopies(store: Store, transport: Transport): Promise<boolean> {
  const { all, have, ask } = await copiesToTell(store);
  let complete = true;
  for (let at = 0; at < Math.max(have.length, ask.length); at += maxCopies) {
    const part = (records: readonly BlobRecord[]) => records.slice(at, at + maxCopies).map(({ hash }) => hash);
    if (await exchangePart(store, transport, { have: part(have), ask: part(ask) })) complete = false;
  }
  if (all) await noteChecked(store);
  return complete;
}

/** Together with the status, and so not waited for to be on the disk: else it is asked once more. */
async function noteChecked({ db, context, now }: Store): Promise<void> {
  await db.transaction('rw', [db.replicas, db.status], async () => {
    await db.replicas.update(context.exchangeId, { filesCheckedAt: now() });
  });
}

type Copies = {
  /** Whether the day's question about every file is due. */
  readonly all: boolean;
  readonly have: readonly BlobRecord[];
  readonly ask: readonly BlobRecord[];
};

export async function copiesToTell({ db, context, now }: Store): Promise<Copies> {
  const { exchangeId } = context;
  const [replica, confirmed] = await Promise.all([
    db.replicas.get(exchangeId),
    db.blobs.where('[exchangeId+state]').equals([exchangeId, 'confirmed']).toArray(),
  ]);
  const checkedAt = replica?.filesCheckedAt ?? Number.NEGATIVE_INFINITY;
  // However the phone's clock may have jumped meanwhile.
  const all = Math.abs(now() - checkedAt) >= checkEvery;
  const have = confirmed.filter(({ origin, reportedAt }) => origin === 'received' && (all || reportedAt === null));
  const ask = confirmed.filter(({ origin, seenAt }) => origin === 'captured' && (all || seenAt === null));
  return { all, have, ask };
}

/** @returns whether the server lacks any of them */
async function exchangePart(
  store: Store,
  transport: Transport,
  named: { have: string[]; ask: string[] },
): Promise<boolean> {
  const { db, context, now } = store;
  const { exchangeId } = context;
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ type: 'copies', ...named }) };
  const path = `/api/exchanges/${exchangeId}/copies`;
  const response = await transport.send(path, init).catch(ignoreMissing);
  if (!response) return false;
  const { seen, missing = [], purged = [] } = await parseAnswer(response, copiesResponseSchema);
  await db.transaction('rw', db.blobs, async () => {
    for (const hash of named.have) await db.blobs.update([exchangeId, hash], { reportedAt: now() });
    for (const { hash, at } of seen) await db.blobs.update([exchangeId, hash], { seenAt: Date.parse(at) });
    for (const hash of missing) await db.blobs.update([exchangeId, hash], unconfirmed);
  });
  await forgetPurged(store, purged);
  return missing.length > 0;
}

/** A server of before this was asked. */
function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof CarnetError && error.code === 'not_found')) throw error;
}
