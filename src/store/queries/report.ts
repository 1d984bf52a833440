import type { Store } from '../store.ts';
import { listRows, listRowsOf } from './rows.ts';

/** The Yjs updates that a joint text adds up to, in any order. */
export async function listTextUpdates(store: Store, textId: string): Promise<string[]> {
  return (await listRowsOf(store, 'textUpdate', textId)).map(({ update }) => update);
}

/** Who wrote in each text, and when last: without opening the documents. */
export async function lastEdits(store: Store): Promise<Map<string, { authorId: string; at: string }>> {
  const latest = new Map<string, { authorId: string; at: string }>();
  for (const { textId, authorId, at } of await listRows(store, 'textUpdate')) {
    const known = latest.get(textId);
    if (!known || known.at < at) latest.set(textId, { authorId, at });
  }
  return latest;
}
