import { exchangeRange } from '../db.ts';
import type { Store } from '../store.ts';

/** Which files the person asked for, whatever the connection. */
export async function wantedHashes({ db, context }: Store): Promise<Set<string>> {
  const wanted = await db.wanted
    .where('[exchangeId+hash]')
    .between(...exchangeRange(context.exchangeId))
    .toArray();
  return new Set(wanted.map(({ hash }) => hash));
}

/** How many rows are kept aside because a server that was set up again does not have them. */
export function countOrphans({ db, context }: Store): Promise<number> {
  return db.orphans.where({ exchangeId: context.exchangeId }).count();
}

/** Whether this device holds a photo or PDF that was taken on it. */
export async function hasCaptured({ db, context }: Store): Promise<boolean> {
  const own = db.blobs.where('[exchangeId+hash]').between(...exchangeRange(context.exchangeId));
  return (await own.filter(({ origin }) => origin === 'captured').first()) !== undefined;
}
