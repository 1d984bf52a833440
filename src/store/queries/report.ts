import type { TextUpdate } from '#domain/report/schema.ts';
import { textOf } from '#domain/text.ts';
import type { Store } from '../store.ts';
import { listRows, listRowsOf } from './rows.ts';

/** The Yjs updates that a joint text adds up to, in any order. */
export async function listTextUpdates(store: Store, textId: string): Promise<string[]> {
  return (await listTextRows(store, textId)).map(({ update }) => update);
}

/** The same with their rows, for an editor that takes in only what is new. */
export function listTextRows(store: Store, textId: string): Promise<TextUpdate[]> {
  return listRowsOf(store, 'textUpdate', textId);
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

/** The first words of a text, for a list: at most 160 characters of them. */
export async function textOpening(store: Store, textId: string): Promise<string> {
  const words = textOf(await listTextUpdates(store, textId))
    .trim()
    .replace(/\s+/g, ' ');
  return Array.from(words).slice(0, 160).join('');
}
