import type { BlobRecord } from './db.ts';
import { countOriginals } from './originals.ts';
import type { Store } from './store.ts';

/** What the files of this participant take on this device, in bytes. */
export type FileParts = {
  /** Photos and files that the server has verified; they could be fetched again. */
  sent: number;
  /** Captured here, and only here until the server has confirmed them. */
  waiting: number;
  /** As they were picked, for who keeps them. */
  originals: number;
};

/** @throws Dexie's errors; originals that can't be counted count as none */
export async function measureFiles({ db, context }: Store): Promise<FileParts> {
  const byHash = new Map<string, BlobRecord>();
  // The same bytes may belong to several exchanges: they lie here once, and wait as long as one of these waits.
  for (const record of await db.blobs.toArray()) {
    if (record.state === 'cleared' || byHash.get(record.hash)?.state === 'waiting') continue;
    byHash.set(record.hash, record);
  }
  const sum = (state: BlobRecord['state']) =>
    [...byHash.values()].filter((record) => record.state === state).reduce((total, { size }) => total + size, 0);
  const originals = await countOriginals(context.participantId).catch(() => ({ bytes: 0 }));
  return { sent: sum('confirmed'), waiting: sum('waiting'), originals: originals.bytes };
}
