import { protocolVersion } from '#domain/protocol.ts';
import { freshReplica } from '#store/db.ts';
import { applyPull } from '#store/replica.ts';
import type { Store } from '#store/store.ts';
import type { Transport } from './transport.ts';

/**
 * Brings everything that has changed since the cursor, page by page, each applied in one transaction (S4).
 * A cut between pages costs nothing: the next pull goes on from the cursor that was stored with the last page.
 *
 * @throws CarnetError of the transport or of the storage
 */
export async function pullChanges(store: Store, transport: Transport, app: string): Promise<void> {
  const { db, context } = store;
  for (let more = true; more; ) {
    const { cursor, ackedSeq } = (await db.replicas.get(context.exchangeId)) ?? freshReplica(context.exchangeId);
    const request = {
      type: 'pull',
      protocol: protocolVersion,
      app,
      exchangeId: context.exchangeId,
      cursor,
      ackedSeq,
    } as const;
    const page = await transport.pull(request);
    await applyPull(db, context, page, store.now());
    more = page.more;
  }
}
