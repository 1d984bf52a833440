import { createResponseSchema, maxCreations } from '#domain/creation/new-exchange.ts';
import { CarnetError } from '#domain/errors.ts';
import { settleCreations, waitingCreations } from '#store/hub/creations.ts';
import type { HubDb } from '#store/hub/hub-db.ts';
import { parseAnswer, type Transport } from '../transport.ts';

/** A few whole exchanges at a time, so that one answer that gets lost costs little. */
const batch = Math.min(maxCreations, 10);

/**
 * Sends the exchanges that wait to be created. Sent again after a lost answer they are created once.
 * @throws CarnetError of the network; what was not confirmed waits on
 */
export async function sendCreations({ db, transport }: { db: HubDb; transport: Transport }): Promise<void> {
  const waiting = await waitingCreations(db);
  for (let from = 0; from < waiting.length; from += batch) {
    const part = waiting.slice(from, from + batch);
    const body = JSON.stringify({ type: 'create', exchanges: part.map(({ created }) => created) });
    const headers = { 'Content-Type': 'application/json' };
    try {
      const response = await transport.send('/api/hub/exchanges', { method: 'POST', headers, body });
      await settleCreations(db, (await parseAnswer(response, createResponseSchema)).results);
    } catch (error) {
      if (!(error instanceof CarnetError) || error.code !== 'bad_request') throw error;
      // A server that does not understand one of them understands none of the batch: the person has to know.
      await settleCreations(
        db,
        part.map(({ id }) => ({ id, outcome: 'refused', code: 'bad_request' })),
      );
    }
  }
}
