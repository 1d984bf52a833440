import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import type { Replica } from '../db.ts';
import type { Store } from '../store.ts';
import { getRow, listRows } from './rows.ts';

/** The exchange itself; undefined until it has been downloaded. */
export function getExchange(store: Store): Promise<Exchange | undefined> {
  return getRow(store, 'exchange', store.context.exchangeId);
}

/** Everybody of the exchange by id, for names beside what they wrote. */
export async function participantsById(store: Store): Promise<Map<string, Participant>> {
  return byId(await listRows(store, 'participant'));
}

export function byId(participants: readonly Participant[]): Map<string, Participant> {
  return new Map(participants.map((participant) => [participant.id, participant]));
}

/** Whether the exchange has ever been here in full: if not, a screen says so instead of looking empty. */
export async function isDownloaded(store: Store): Promise<boolean> {
  return isWhole(await store.db.replicas.get(store.context.exchangeId));
}

export function isWhole(replica: Replica | undefined): boolean {
  return replica?.downloadedAt != null;
}
