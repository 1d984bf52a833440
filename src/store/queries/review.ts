import { byTurn, type ReviewEntry } from '#domain/review/schema.ts';
import type { Store } from '../store.ts';
import { listRowsOf } from './rows.ts';

/** What the Hub and the pair have said about an expense, or about the report (the exchange's own id), turn by turn. */
export async function listTalk(store: Store, aboutId: string): Promise<ReviewEntry[]> {
  return (await listRowsOf(store, 'reviewEntry', aboutId)).sort(byTurn);
}
