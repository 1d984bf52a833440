import {
  type CopiedExchange,
  type CopiedFile,
  type CopyData,
  filesInOrder,
  type OpenCopy,
  openCopy,
} from '#domain/copy.ts';
import { CarnetError, codeOf } from '#domain/errors.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { sha256, storeBytes } from './blobs.ts';
import { blobSource } from './copy-source.ts';
import type { CarnetDb } from './db.ts';
import { durably } from './durable.ts';
import type { OnProgress } from './export.ts';
import { addHubPart, parseHubPart } from './hub/hub-copy.ts';
import type { HubDb } from './hub/hub-db.ts';
import { mergeExchange } from './restore-exchange.ts';
import type { Store } from './store.ts';

/** What a restore has added. */
export type Restored = {
  /** Rows, unsent writes, refused writes and forms. */
  entries: number;
  /** Photos and PDFs; their small pictures come along uncounted. */
  photos: number;
  /** Files that are not here and that the copy could not give: damaged in it, or unreadable when it was made. */
  lost: number;
};

export type RestoreOptions = {
  /** The device that restores: writes keep their numbers only where they were given. */
  deviceId: string;
  onProgress?: OnProgress;
  /** What a Hub person has beyond the exchanges. */
  hub?: HubDb | undefined;
  /** Runs `work` while this device does not sync. */
  exclusively?(work: () => Promise<number>): Promise<number>;
};

/**
 * Brings a copy (copy.ts) into this participant's data. It only ever adds: what is here already stays as it is, so
 * the same copy may be restored twice, and after a restore that was cut off. First everything but the photos, in one
 * transaction; then the photos, one by one, each checked against its name. Writes that the old device had not sent
 * go into the outbox under their own ids, so that the server takes none twice.
 *
 * @throws CarnetError `copy_…`, `file_unreadable`: nothing has changed; `storage_full` or `storage_failed`: what is
 *         added so far stays, and another try goes on from there
 */
export async function restoreCopy(store: Store, file: Blob, options: RestoreOptions): Promise<Restored> {
  const copy = await openCopy(blobSource(file));
  // Read before anything is added: what this version can't read is refused whole.
  const hubPart = copy.data.hub && options.hub && parseHubPart(copy.data.hub);
  const exchanges = ownExchanges(store.context, copy.data);
  const { exclusively = (work) => work() } = options;
  const addAll = () => addEntries(store, copy.data, exchanges, options.deviceId);
  const known = await store.db.replicas.get(store.context.exchangeId);
  // While the first download is under way, its pages and the copy's rows must not get between each other.
  const entries = await ((known?.downloadedAt ?? null) === null ? exclusively(addAll) : addAll());
  const more = hubPart && options.hub ? await addHubPart(options.hub, hubPart) : 0;
  store.announceWrite();
  const { photos, lost } = await addPhotos(store, copy, exchanges, options.onProgress ?? (() => {}));
  store.announceWrite();
  return { entries: entries + more, photos, lost };
}

/**
 * The same for a Hub person who has opened no exchange, from a copy that has none.
 * @throws like restoreCopy
 */
export async function restoreHubOnly(hub: HubDb, participantId: string, { data }: OpenCopy): Promise<Restored> {
  if (data.participant.id !== participantId || !data.hub) throw new CarnetError('copy_of_another');
  return { entries: await addHubPart(hub, parseHubPart(data.hub)), photos: 0, lost: 0 };
}

/** A participant has one exchange, Hub staff any, and sometimes none. */
function ownExchanges({ participantId, exchangeId, role }: MutationContext, data: CopyData): CopiedExchange[] {
  const own = data.exchanges.filter((exchange) => role === 'hub' || exchange.exchangeId === exchangeId);
  const isEmpty = own.length === 0 && !(role === 'hub' && data.hub);
  if (data.participant.id !== participantId || isEmpty) throw new CarnetError('copy_of_another');
  return own;
}

function addEntries(
  { db, context }: Store,
  data: CopyData,
  exchanges: readonly CopiedExchange[],
  deviceId: string,
): Promise<number> {
  const { rows, shadows, outbox, replicas, journal, rejections, held, orphans, drafts } = db;
  const tables = [rows, shadows, outbox, replicas, journal, rejections, held, orphans, drafts];
  const from = {
    deviceId: data.deviceId,
    exportedAt: Date.parse(data.exportedAt),
    isThisDevice: data.deviceId === deviceId,
  };
  return durably(() =>
    db.transaction('rw', tables, async () => {
      let added = await addDrafts(db, data.drafts);
      for (const exchange of exchanges) {
        added += await mergeExchange(db, { ...context, exchangeId: exchange.exchangeId }, exchange, from);
      }
      return added;
    }),
  );
}

/** A form that is being typed here is newer. */
async function addDrafts({ drafts }: CarnetDb, copied: CopyData['drafts']): Promise<number> {
  const here = new Set(await drafts.toCollection().primaryKeys());
  const missing = copied.filter(({ key }) => !here.has(key));
  await drafts.bulkPut(missing);
  return missing.length;
}

async function addPhotos(
  store: Store,
  copy: OpenCopy,
  exchanges: readonly CopiedExchange[],
  onProgress: OnProgress,
): Promise<Pick<Restored, 'photos' | 'lost'>> {
  const all = exchanges.flatMap((exchange) =>
    filesInOrder(exchange).map((entry) => ({ ...entry, exchangeId: exchange.exchangeId })),
  );
  const total = all.filter(({ isPhoto }) => isPhoto).length;
  const count = { added: 0, here: 0, lost: 0 };
  let done = 0;
  for (const { exchangeId, file, isPhoto } of all) {
    if (isPhoto) onProgress(done, total);
    const outcome = await addPhoto(store.db, copy, exchangeId, file);
    if (!isPhoto) continue;
    count[outcome] += 1;
    done += 1;
  }
  return { photos: count.added, lost: count.lost };
}

/** It waits for upload until the server has confirmed it, which costs one question when it has it already (S6). */
async function addPhoto(
  db: CarnetDb,
  copy: OpenCopy,
  exchangeId: string,
  file: CopiedFile,
): Promise<'added' | 'here' | 'lost'> {
  const { hash, type, origin, storedAt } = file;
  const record = await db.blobs.get([exchangeId, hash]);
  const stored = await db.blobBytes.get(hash).catch(() => undefined);
  if (record && stored) return 'here';
  const bytes = stored ? new Uint8Array(stored.bytes) : await readPhoto(copy, file);
  if (!bytes) return 'lost';
  await storeBytes(db, exchangeId, { bytes: bytes.slice().buffer, type }, storedAt);
  await durably(() =>
    db.blobs.update([exchangeId, hash], record && record.state !== 'cleared' ? { lastError: null } : { origin }),
  );
  return 'added';
}

/** @returns undefined when the copy does not have the bytes that the name promises */
async function readPhoto(copy: OpenCopy, file: CopiedFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!copy.has(file)) return undefined;
  const bytes = await copy.readPhoto(file).catch((error: unknown) => {
    if (codeOf(error) === 'file_unreadable') throw error;
    return undefined;
  });
  return bytes && (await sha256(bytes)) === file.hash ? bytes : undefined;
}
