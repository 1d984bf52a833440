import type { Entered } from './trial.ts';

/** What people were told is saved: all of it must be found in the end, each exactly once. */
export type Ledger = {
  /** Rows by `kind/id`, with the fields that they must have in the end. */
  readonly rows: Map<string, Record<string, unknown>>;
  /** SHA-256 of each photo. */
  readonly photos: Set<string>;
  readonly paragraphs: { textId: string; word: string }[];
  writes: number;
};

export function newLedger(): Ledger {
  return { rows: new Map(), photos: new Set(), paragraphs: [], writes: 0 };
}

export function enteredIn({ writes, photos, paragraphs }: Ledger): Entered {
  return { writes, photos: photos.size, paragraphs: paragraphs.length };
}

export function joinLedgers(ledgers: readonly Ledger[]): Ledger {
  const all = newLedger();
  for (const { rows, photos, paragraphs, writes } of ledgers) {
    for (const [key, fields] of rows) all.rows.set(key, fields);
    for (const hash of photos) all.photos.add(hash);
    all.paragraphs.push(...paragraphs);
    all.writes += writes;
  }
  return all;
}
