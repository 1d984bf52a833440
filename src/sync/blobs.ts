import { bytesToBase64 } from '#domain/base64.ts';
import { CarnetError, codeOf, type ErrorCode } from '#domain/errors.ts';
import { fileTypeSchema } from '#domain/expense/schema.ts';
import { isRefused, storeDownload } from '#store/blobs.ts';
import type { BlobRecord } from '#store/db.ts';
import { forgetPurged } from '#store/forget-purged.ts';
import { listFiles } from '#store/queries/files.ts';
import { blobRecords } from '#store/queries/sync.ts';
import { wantedHashes } from '#store/queries/waiting.ts';
import type { Store } from '#store/store.ts';
import type { FilePolicy } from './connection.ts';
import { inLanes } from './lanes.ts';
import type { Transport } from './transport.ts';

/** Failures of the way to the server: the next file would meet them too. Any other concerns one file only. */
const ofTheWay: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'not_carnet',
  'unauthorized',
  'unavailable',
  'rate_limited',
  'protocol_unsupported',
]);

/**
 * Uploads what the server has not confirmed, the smallest first, so that thumbnails go before photos (S10). A file
 * that the server refuses keeps its reason and is not tried again by itself; it never holds up the ones behind it.
 *
 * @param mayGoOn asked before each chunk: false when something smaller has come up (a new mutation);
 *                the upload then stops where it is and resumes from there
 * @returns whether nothing is left that another round could bring further
 * @throws  CarnetError when the way to the server failed
 */
export async function uploadBlobs(
  store: Store,
  transport: Transport,
  policy: FilePolicy,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const waiting = await waitingBlobs(store, policy);
  const way: Way = { isQuick: false };
  let complete = true;
  const upload = async (record: BlobRecord) => {
    try {
      if (!(await uploadBlob(store, transport, { record, way, mayGoOn }))) complete = false;
    } catch (error) {
      if (codeOf(error) === 'file_purged') return forgetPurged(store, [record.hash]);
      await noteFailure(store, record, error);
      if (isOfTheWay(error)) throw error;
      complete &&= isRefused({ lastError: codeOf(error) });
    }
  };
  const isAll = await inLanes(waiting, { most: transport.lanes, isWide: () => way.isQuick, mayGoOn }, upload);
  return isAll && complete;
}

/** What may be sent now, the smallest first. */
export function waitingBlobs({ db, context }: Store, policy: FilePolicy): Promise<BlobRecord[]> {
  return db.blobs
    .where('[exchangeId+state]')
    .equals([context.exchangeId, 'waiting'])
    .filter((record) => !isRefused(record) && policy.maySend(record))
    .sortBy('size');
}

/** How the network was when it was last tried. */
type Way = { isQuick: boolean };

/** A chunk that has gone in less than this (ms) leaves room for another file's beside it; on a slower way one would only hold up the other. */
const quickChunk = 2000;

function isOfTheWay(error: unknown): boolean {
  return !(error instanceof CarnetError) || ofTheWay.has(error.code);
}

/** An upload that the server no longer knows begins anew. */
async function noteFailure({ db }: Store, { exchangeId, hash }: BlobRecord, error: unknown): Promise<void> {
  const lastError = codeOf(error);
  const anew = lastError === 'not_found' ? { uploadUrl: null, sentBytes: 0 } : {};
  await db.blobs.update([exchangeId, hash], { lastError, ...anew });
}

type Upload = { record: BlobRecord; way: Way; mayGoOn: () => boolean };

async function uploadBlob(store: Store, transport: Transport, upload: Upload): Promise<boolean> {
  const { record } = upload;
  const stored = await store.db.blobBytes.get(record.hash);
  if (!stored) throw new CarnetError('storage_failed', `no bytes of ${record.hash}`);
  if (!(await isOnServer(transport, record))) {
    const { url, offset } = await openUpload(store, transport, record);
    if (!(await sendChunks(store, transport, { ...upload, url, offset, bytes: stored.bytes }))) return false;
    if (!(await isOnServer(transport, record))) throw new CarnetError('unavailable', `${record.hash} not confirmed`);
  }
  await confirm(store, record);
  return true;
}

function blobPath(exchangeId: string, hash: string): string {
  return `/api/exchanges/${exchangeId}/blobs/${hash}`;
}

/**
 * The server answers for a hash only after it has computed it from the bytes it holds, and names it in the answer:
 * a login page that answers everything with 200 confirms nothing.
 */
async function isOnServer(transport: Transport, { exchangeId, hash }: BlobRecord): Promise<boolean> {
  const response = await sendOrMissing(transport, blobPath(exchangeId, hash), { method: 'HEAD' });
  if (response && response.headers.get('ETag') !== `"${hash}"`) throw new CarnetError('not_carnet', 'no such blob');
  return response !== undefined;
}

async function sendOrMissing(transport: Transport, path: string, init?: RequestInit): Promise<Response | undefined> {
  try {
    return await transport.send(path, init);
  } catch (error) {
    if (error instanceof CarnetError && error.code === 'not_found') return undefined;
    throw error;
  }
}

type OpenUpload = { url: string; offset: number };

/** Resumes the upload begun earlier, perhaps before a restart, or creates one (tus 1.0.0, “Core” and “Creation”). */
async function openUpload(store: Store, transport: Transport, record: BlobRecord): Promise<OpenUpload> {
  if (record.uploadUrl !== null) {
    const response = await sendOrMissing(transport, record.uploadUrl, { method: 'HEAD', headers: tusHeaders({}) });
    const offset = Number(response?.headers.get('Upload-Offset') ?? Number.NaN);
    if (Number.isInteger(offset)) return { url: record.uploadUrl, offset };
  }
  const metadata = { sha256: record.hash, exchange: record.exchangeId, type: record.type };
  const response = await transport.send('/api/uploads', {
    method: 'POST',
    headers: tusHeaders({ 'Upload-Length': String(record.size), 'Upload-Metadata': encodeMetadata(metadata) }),
  });
  const url = response.headers.get('Location');
  if (!url) throw new CarnetError('not_carnet', 'no Location for an upload');
  await store.db.blobs.update([record.exchangeId, record.hash], { uploadUrl: url, sentBytes: 0, lastError: null });
  return { url, offset: 0 };
}

type Sending = Upload & { url: string; offset: number; bytes: ArrayBuffer };

async function sendChunks(store: Store, transport: Transport, sending: Sending): Promise<boolean> {
  const { record, way, url, bytes, mayGoOn } = sending;
  let { offset } = sending;
  while (offset < bytes.byteLength) {
    if (!mayGoOn()) return false;
    await noteSending(store, record);
    const begun = store.now();
    const response = await transport.send(url, {
      method: 'PATCH',
      headers: tusHeaders({ 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }),
      body: bytes.slice(offset, offset + transport.chunkBytes),
    });
    const reached = Number(response.headers.get('Upload-Offset') ?? Number.NaN);
    if (!(reached > offset)) throw new CarnetError('not_carnet', 'no progress in Upload-Offset');
    way.isQuick = store.now() - begun < quickChunk;
    offset = reached;
    await store.db.blobs.update([record.exchangeId, record.hash], { sentBytes: offset });
  }
  return true;
}

async function noteSending({ db, now }: Store, { exchangeId, hash }: BlobRecord): Promise<void> {
  const { sendingAt = null } = (await db.blobs.get([exchangeId, hash])) ?? {};
  if (sendingAt === null) await db.blobs.update([exchangeId, hash], { sendingAt: now() });
}

function tusHeaders(headers: Record<string, string>): Record<string, string> {
  return { 'Tus-Resumable': '1.0.0', ...headers };
}

function encodeMetadata(metadata: Record<string, string>): string {
  const encoder = new TextEncoder();
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${bytesToBase64(encoder.encode(value))}`)
    .join(',');
}

/** The bytes stay on the device; only from here on may anything ever remove them (S6). */
async function confirm({ db, now }: Store, { exchangeId, hash, size }: BlobRecord): Promise<void> {
  await db.blobs.update([exchangeId, hash], {
    state: 'confirmed',
    sentBytes: size,
    confirmedAt: now(),
    lastError: null,
  });
  await db.wanted.delete([exchangeId, hash]);
}

/**
 * Brings the photos that rows name and that are not here yet: thumbnails, then the originals that the policy lets.
 *
 * @returns whether all are here; one that its author's phone has not sent yet is simply missing for now
 * @throws  CarnetError when the way to the server failed
 */
export async function downloadBlobs(
  store: Store,
  transport: Transport,
  policy: FilePolicy,
  mayGoOn: () => boolean,
): Promise<boolean> {
  let complete = true;
  for (const hash of await missingHashes(store, policy)) {
    if (!mayGoOn()) return false;
    try {
      await downloadBlob(store, transport, hash);
    } catch (error) {
      if (isOfTheWay(error)) throw error;
      if (codeOf(error) === 'file_purged') await forgetPurged(store, [hash]);
      else complete = false;
    }
  }
  return complete;
}

async function downloadBlob(store: Store, transport: Transport, hash: string): Promise<void> {
  const { exchangeId } = store.context;
  const response = await transport.send(blobPath(exchangeId, hash));
  const type = fileTypeSchema.safeParse(response.headers.get('Content-Type'));
  if (!type.success) throw new CarnetError('not_carnet', 'not a type of Carnet’s');
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    throw new CarnetError('file_unreadable', 'download cut off', { cause });
  });
  await storeDownload(store.db, exchangeId, { hash, type: type.data, bytes }, store.now());
}

/** What rows name and may be fetched now, thumbnails first. */
export async function missingHashes(store: Store, policy: FilePolicy): Promise<string[]> {
  const [files, here, asked] = await Promise.all([listFiles(store), blobRecords(store), wantedHashes(store)]);
  const thumbs = files.flatMap(({ thumb }) => (thumb === null ? [] : [thumb]));
  const originals = files.filter(({ blob, offline }) => offline || policy.mayFetch(blob)).map(({ blob }) => blob);
  const wanted = new Set([...thumbs, ...originals]);
  // What the person has cleared stays away until it is asked for.
  const isMissing = (hash: string) => {
    const record = here.get(hash);
    return record === undefined || (record.state === 'cleared' && asked.has(hash));
  };
  return [...wanted].filter(isMissing);
}
