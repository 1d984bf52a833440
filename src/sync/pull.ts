import { type Place, type PullRequest, type PullResponse, protocolVersion } from '#domain/protocol.ts';
import { freshReplica, type Replica } from '#store/db.ts';
import { applyPull } from '#store/replica.ts';
import type { Store } from '#store/store.ts';
import type { Transport } from './transport.ts';

/**
 * Brings everything that has changed since the cursor, page by page, each applied in one transaction (S4).
 * A cut between pages costs nothing: the next pull goes on from the cursor that was stored with the last page.
 *
 * When the server turns out to have another history (it was set up again from a backup), all of its pages are
 * collected first and take the place of what is here in one step: the screen never shows half of an exchange.
 *
 * @throws CarnetError of the transport or of the storage
 */
export async function pullChanges(store: Store, transport: Transport, app: string): Promise<void> {
  const { db, context } = store;
  const replica = (await db.replicas.get(context.exchangeId)) ?? freshReplica(context.exchangeId);
  // No server knows this one, and answers with all it has, deletions included.
  const cursor = beginsAnew(replica) ? Number.MAX_SAFE_INTEGER : replica.cursor;
  let coming: Promise<PullResponse> | undefined = transport.pull(requestOf({ ...replica, cursor }, app));
  while (coming) {
    const first: PullResponse = await coming;
    const page = first.reset ? await readWhole(first, replica, transport, app) : first;
    // On its way while this one is applied, unless that fails.
    coming = page.more ? transport.pull(requestOf(after(replica, page), app)) : undefined;
    coming?.catch(() => {});
    await applyPull(db, context, page, store.now());
  }
}

/** Whether the exchange is here in full and has no cursor any more. */
export function beginsAnew({ cursor, downloadedAt }: Replica): boolean {
  return cursor === 0 && downloadedAt !== null;
}

export function placeOf({ cursor, cursorId, ackedSeq }: Replica): Place {
  return { cursor, cursorId, ackedSeq };
}

function after(replica: Replica, { cursor, cursorId = null }: PullResponse): Replica {
  return { ...replica, cursor, cursorId };
}

async function readWhole(
  first: PullResponse,
  replica: Replica,
  transport: Transport,
  app: string,
): Promise<PullResponse> {
  let page = first;
  const changes = [...first.changes];
  while (page.more) {
    page = await transport.pull(requestOf(after(replica, page), app));
    // It was set up again in between: from the start once more.
    if (page.reset) changes.length = 0;
    changes.push(...page.changes);
  }
  return { ...page, changes, reset: true };
}

function requestOf(replica: Replica, app: string): PullRequest {
  return { type: 'pull', protocol: protocolVersion, app, exchangeId: replica.exchangeId, ...placeOf(replica) };
}
