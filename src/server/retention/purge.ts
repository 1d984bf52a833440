import { keptUntil, receiptKinds } from '#domain/retention/retention.ts';
import { everyBlob } from '../backup/copy-blobs.ts';
import { blobKey } from '../blobs/blob-port.ts';
import { hashesIn } from '../hashes-in.ts';
import type { Services } from '../services.ts';
import type { ExchangeReader, StoredBlob } from '../storage.ts';
import { keepRecord } from './record.ts';

type Deps = Pick<Services, 'storage' | 'blobs' | 'clock' | 'random' | 'events'>;

export type PurgeRules = {
  /** How long receipts are kept after the last day of the visit, in whole years. */
  readonly years: number;
  /** Only says what would go. */
  readonly dryRun: boolean;
};

/** What went of one exchange, or would go. */
export type PurgedExchange = {
  readonly exchangeId: string;
  readonly topic: string;
  readonly lastDay: string;
  readonly files: number;
  /** Bytes. */
  readonly bytes: number;
};

/**
 * Removes the receipts of visits that are over for longer than they have to be kept: their photos, small pictures and
 * PDFs, and files that no row names any more. The rows stay: they are the accounts. Each exchange keeps a record of it
 * in its log, and the hashes, so that no phone brings them back. What was interrupted goes on the next time.
 *
 * @throws StorageError when a store fails; an exchange is then purged or not, and its record says so
 */
export async function purgeReceipts(deps: Deps, rules: PurgeRules): Promise<PurgedExchange[]> {
  if (!rules.dryRun) await removeBytes(deps);
  const purged: PurgedExchange[] = [];
  for (const exchangeId of await deps.storage.exchangeIds()) {
    const done = await purgeExchange(deps, exchangeId, rules);
    if (done && done.files > 0) purged.push(done);
  }
  return purged;
}

async function purgeExchange(deps: Deps, exchangeId: string, rules: PurgeRules): Promise<PurgedExchange | undefined> {
  const { storage, clock } = deps;
  const [exchange] = await storage.read(exchangeId, (reader) => reader.listRows('exchange'));
  if (!exchange || clock().toISOString().slice(0, 10) <= keptUntil(exchange.lastDay, rules.years)) return undefined;
  const held: StoredBlob[] = [];
  for await (const blob of everyBlob(storage.files, exchangeId)) held.push(blob);
  const due = await storage.read(exchangeId, (reader) => dueOf(reader, held));
  const gone = rules.dryRun || due.length === 0 ? due : await purgeBlobs(deps, exchangeId, rules.years, held);
  const bytes = gone.reduce((sum, { size }) => sum + size, 0);
  return { exchangeId, topic: exchange.topic, lastDay: exchange.lastDay, files: gone.length, bytes };
}

/** A file that something else names too, such as a photo for the report, stays. */
async function dueOf(reader: ExchangeReader, held: readonly StoredBlob[]): Promise<StoredBlob[]> {
  const rows = await reader.changedSince(0, Number.MAX_SAFE_INTEGER);
  const isReceipt = (kind: string) => receiptKinds.some((own) => own === kind);
  const kept = new Set(rows.filter(({ kind }) => !isReceipt(kind)).flatMap(hashesIn));
  return held.filter(({ hash }) => !kept.has(hash));
}

/** The record first, in one transaction, and then the bytes: a server that dies in between knows what is left to do. */
async function purgeBlobs(
  deps: Deps,
  exchangeId: string,
  years: number,
  held: readonly StoredBlob[],
): Promise<StoredBlob[]> {
  const at = deps.clock().toISOString();
  const { gone, version } = await deps.storage.write(exchangeId, async (writer) => {
    const due = await dueOf(writer, held);
    const gone = await writer.purgeBlobs(
      due.map(({ hash }) => hash),
      at,
    );
    const version = (await writer.version()) + 1;
    const args = { years, files: gone.length, bytes: gone.reduce((sum, { size }) => sum + size, 0) };
    await keepRecord(deps, writer, version, { name: 'files.purge', args });
    return { gone, version };
  });
  await removeBytes(deps);
  deps.events.publish({ type: 'changed', exchangeId, version });
  return gone;
}

async function removeBytes({ storage, blobs, clock }: Deps): Promise<void> {
  for (const blob of await storage.files.unremovedBlobs()) {
    await blobs.delete(blobKey(blob.exchangeId, blob.hash));
    await storage.files.noteRemoved(blob, clock().toISOString());
  }
}
