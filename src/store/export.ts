import { type CopyData, copyHead, dataName, filesInOrder, photoName } from '#domain/copy.ts';
import { describeCopy } from '#domain/copy-words/describe.ts';
import { protocolVersion } from '#domain/protocol.ts';
import type { CarnetDb } from './db.ts';
import { type ExportedState, readState } from './export-state.ts';
import { readHubPart, uncreatedTopics } from './hub/hub-copy.ts';
import type { HubDb } from './hub/hub-db.ts';
import { listOriginals, readOriginal } from './originals.ts';
import type { Store } from './store.ts';
import { openZipFile, type ZipFile } from './zip-file.ts';

/** Who exports, from what; `hub`: what a Hub person has beyond the exchanges. */
export type Exporter = { name: string; deviceId: string; app: string; hub?: HubDb | undefined };

/** Told before each photo how many are done. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Everything of this participant on this device as one ZIP (copy.ts), without a network: the way out when a sign-out,
 * a dead server or a broken phone threatens it. A photo that can't be read is named, not fatal.
 *
 * The photos are read one after the other, each behind the one that is in the file.
 */
export async function exportAll(store: Store, exporter: Exporter, onProgress: OnProgress = () => {}): Promise<Blob> {
  const fixAndRead = async () => {
    await fixQueuedTexts(store);
    return readState(store);
  };
  // In one transaction: what is typed between the two would stand in the copy and go on growing.
  const state = await store.db.transaction('rw', store.db.tables, fixAndRead).catch(() => readState(store));
  const hub = exporter.hub && (await readHubPart(exporter.hub));
  const zip = openZipFile(store.now());
  const files = uniqueFiles(state);
  const total = files.filter(({ isPhoto }) => isPhoto).length;
  const unreadable: string[] = [];
  let done = 0;
  for (const { file, isPhoto } of files) {
    if (isPhoto) onProgress(done, total);
    const bytes = await readBytes(store.db, file.hash);
    if (bytes) zip.add(photoName(file), bytes);
    else unreadable.push(file.hash);
    if (isPhoto) done += 1;
  }
  await addOriginals(store.context.participantId, zip);
  zip.add(dataName, JSON.stringify({ ...dataOf(store, exporter, state, unreadable), hub }));
  const words = describeCopy(state.exchanges, store.instant(), hub && uncreatedTopics(hub));
  for (const [name, text] of words) zip.add(name, text);
  return zip.close();
}

/**
 * A queued edit of a text grows until it is sent. What stands in a copy counts as sent: restored elsewhere it may
 * reach the server first, which would then take the grown one, of the same id, for what it already has.
 * A phone too full to note this can't note any growth either.
 */
async function fixQueuedTexts({ db, now }: Store): Promise<void> {
  const growing = db.outbox.filter(({ name, sentAt }) => name === 'text.edit' && sentAt === null);
  await growing.modify({ sentAt: now() }).catch(() => undefined);
}

function dataOf(store: Store, exporter: Exporter, state: ExportedState, unreadable: string[]): CopyData {
  const { participantId, role, exchangeId } = store.context;
  return {
    ...copyHead,
    app: exporter.app,
    protocol: protocolVersion,
    exportedAt: store.instant(),
    participant: { id: participantId, name: exporter.name, role },
    deviceId: exporter.deviceId,
    exchangeId,
    exchanges: state.exchanges.map(({ copied }) => copied),
    drafts: state.drafts,
    unreadable,
  };
}

/** A photo that two exchanges name is one file. */
function uniqueFiles({ exchanges }: ExportedState) {
  const files = exchanges.flatMap(({ copied }) => filesInOrder(copied));
  return [...new Map(files.map((entry) => [entry.file.hash, entry])).values()];
}

/** Kept beside the photos; nothing is restored from them, and a browser without that database has none. */
async function addOriginals(participantId: string, zip: ZipFile): Promise<void> {
  for (const original of await listOriginals(participantId).catch(() => [])) {
    const bytes = await readOriginal(participantId, original).catch(() => undefined);
    // Path separators would put it elsewhere.
    const name = original.name.replace(/[/\\\0]/g, '_');
    if (bytes) zip.add(`originals/${original.hash.slice(0, 12)}-${name}`, new Uint8Array(bytes));
  }
}

async function readBytes(db: CarnetDb, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stored = await db.blobBytes.get(hash).catch(() => undefined);
  return stored && new Uint8Array(stored.bytes);
}

/** Removes all of this participant's data from this device, unsent work included. Ask first, in numbers. */
export async function deleteEverything({ db }: { db: CarnetDb }): Promise<void> {
  await db.delete();
}
