import type { Created, NewExchange } from '#domain/creation/new-exchange.ts';
import { durably } from '../durable.ts';
import type { Creation, HubDb } from './hub-db.ts';

/**
 * Keeps exchanges that are to be created, until the server has confirmed them.
 * @throws CarnetError `storage_full` or `storage_failed`: nothing was kept
 */
export async function queueCreations(db: HubDb, list: readonly NewExchange[], queuedAt: number): Promise<void> {
  const records = list.map((created) => ({ id: created.exchange.id, created, queuedAt, refused: null }));
  await durably(() => db.creations.bulkPut(records));
}

/** Those that have not been sent, or whose answer got lost; oldest first. */
export async function waitingCreations(db: HubDb): Promise<Creation[]> {
  const waiting = await db.creations.filter(({ refused }) => refused === null).toArray();
  return waiting.sort((a, b) => a.queuedAt - b.queuedAt);
}

/** Takes in the server's answer: what is there need not be kept, what is refused stays until the person decides. */
export async function settleCreations(db: HubDb, results: readonly Created[]): Promise<void> {
  await db.transaction('rw', db.creations, async () => {
    for (const { id, outcome, code = 'internal' } of results) {
      if (outcome === 'refused') await db.creations.update(id, { refused: code });
      else await db.creations.delete(id);
    }
  });
}
