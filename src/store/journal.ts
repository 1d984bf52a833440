import { type CarnetDb, exchangeRange, type JournalEntry, type JournalRecord, type OutboxEntry } from './db.ts';

/** Entries that lie in one record: each record costs a request to the database, and a large one memory. */
const entriesPerRecord = 50;

/** Everything of one exchange in the journal, oldest first. */
export async function journalOf(db: CarnetDb, exchangeId: string): Promise<JournalEntry[]> {
  const records = await db.journal
    .where('[exchangeId+seq]')
    .between(...exchangeRange(exchangeId))
    .toArray();
  return records.flatMap(entriesOf).sort(bySeq);
}

/** What a record holds, oldest first. */
export function entriesOf({ before = [], ...entry }: JournalRecord): JournalEntry[] {
  return [...before, entry];
}

/** Keeps acknowledged writes of one exchange, given oldest first. What stood under a number already stays beside it. */
export async function keepInJournal(db: CarnetDb, entries: readonly JournalEntry[]): Promise<void> {
  const records = recordsOf(entries);
  const there = await db.journal.bulkGet(records.map(({ exchangeId, seq }) => [exchangeId, seq] as [string, number]));
  await db.journal.bulkPut(
    records.map((record, index) => {
      const old = there[index];
      return old ? { ...record, before: [...entriesOf(old), ...(record.before ?? [])] } : record;
    }),
  );
}

/** Takes the writes after a number out of the journal, oldest first. */
export async function takeFromJournal(db: CarnetDb, exchangeId: string, after: number): Promise<JournalEntry[]> {
  const [, last] = exchangeRange(exchangeId);
  const found = db.journal.where('[exchangeId+seq]').between([exchangeId, after + 1], last);
  const entries = (await found.toArray()).flatMap(entriesOf).sort(bySeq);
  await found.delete();
  // A record may begin before that number.
  const staying = entries.filter(({ seq }) => seq <= after);
  if (staying.length > 0) await keepInJournal(db, staying);
  return entries.filter(({ seq }) => seq > after);
}

export function journalEntry(
  { exchangeId, seq, id, name, args, queuedAt }: OutboxEntry,
  ackedAt: number,
): JournalEntry {
  return { exchangeId, seq, id, name, args, queuedAt, ackedAt };
}

function bySeq(a: JournalEntry, b: JournalEntry): number {
  return a.seq - b.seq;
}

/** Each record goes by its last entry, so that those that end after a number are one range. */
function recordsOf(entries: readonly JournalEntry[]): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (let start = 0; start < entries.length; start += entriesPerRecord) {
    const together = entries.slice(start, start + entriesPerRecord);
    const last = together.at(-1);
    const before = together.slice(0, -1);
    if (last) records.push(before.length > 0 ? { ...last, before } : last);
  }
  return records;
}
