/** A word that somebody has written into a joint text. */
export type Word = {
  textId: string;
  word: string;
  phone: string;
  /** Whether the person was told that it is saved; what was cut off before may be there or not. */
  isSaved: boolean;
  /** Went with a phone whose old copy was put back before it had reached anybody. */
  isForgotten: boolean;
  /** Only at the server for now: the old copy that was put back on its phone lacks it. */
  isAway: boolean;
};

/** A write that was on a phone's disk. */
export type Written = { id: string; phone: string; name: string; args: unknown; isForgotten: boolean };

/** What must be found in the end: everything that was on the disk of a phone, or that a person was told is saved. */
export class Ledger {
  readonly writes = new Map<string, Written>();
  readonly words: Word[] = [];
  /** Refused writes that the person has tried again or given up, as they stood under “Needs attention”. */
  readonly dealtWith = new Map<string, { name: string; args: unknown }>();

  beginWord(word: Pick<Word, 'textId' | 'word' | 'phone'>): Word {
    const written = { ...word, isSaved: false, isForgotten: false, isAway: false };
    this.words.push(written);
    return written;
  }

  /** A write is on the disk of a phone. One that is there again under another number is still the same. */
  committed(phone: string, { id, name, args }: { id: string; name: string; args: unknown }): void {
    if (!this.writes.has(id)) this.writes.set(id, { id, phone, name, args, isForgotten: false });
  }
}

/** The hashes of the photos that a write names. */
export function photosOf({ name, args }: Pick<Written, 'name' | 'args'>): string[] {
  if (name !== 'receipt.add' && name !== 'evidence.add') return [];
  // Written by the story's own actions under these names.
  const { blob, thumb } = args as { blob: string; thumb: string | null };
  return thumb === null ? [blob] : [blob, thumb];
}
