import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type CopiedExchange, type CopiedRow, type CopyData, type OpenCopy, openCopy } from '#domain/copy.ts';
import { CarnetError } from '#domain/errors.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { uuidV7 } from '#domain/ids.ts';
import { isKind, type Kind, type Row, rowSchemas } from '#domain/kinds.ts';
import { pullPageRows } from '#domain/protocol.ts';
import type { ZipSource } from '#domain/zip/read.ts';
import { putBlob, seedDeviceId } from './seed.ts';
import type { Services } from './services.ts';
import type { ExchangeWriter } from './storage.ts';

/** The log's name for what no phone has sent: the state that a copy held. */
const importName = 'exchange.import';

export type Person = Pick<Participant, 'id' | 'name' | 'role'>;

/** What came of one exchange of a copy. */
export type RestoredExchange = {
  readonly exchangeId: string;
  readonly topic: string;
  readonly rows: number;
  /** Rows, as `kind/id`, that this version can't read: kept as they came, for a version that can, like on a phone (S9). */
  readonly unread: readonly string[];
  readonly photos: number;
  /** Hashes of files that the copy does not have, or not as they were. A phone that holds them sends them again. */
  readonly lostPhotos: readonly string[];
  /** Writes in the copy that the old server had not confirmed: they come from a phone, never from here. */
  readonly unsent: number;
  /** Everybody who can be invited. */
  readonly people: readonly Person[];
};

/**
 * Sets exchanges up from a copy (copy.ts) that a phone has made, as the old server had them at the moment of the copy:
 * its rows, its photos, and the last number of each device, so that the phones go on from there. What they had sent
 * after that moment they send again (S2), once they notice that this is another history (S4): no version of the
 * old one is used here again.
 *
 * An exchange that is here already is refused: two histories can't be put together from the outside. The way to
 * bring a copy into a living exchange is a phone, which adds what is missing as writes of its owner.
 *
 * @throws CarnetError `already_exists` with the topic, or `not_found` when the phone had not yet downloaded any
 *         exchange: nothing has changed; StorageError: photos that no row names may be left
 */
export async function restoreCopy(services: Services, copy: OpenCopy): Promise<RestoredExchange[]> {
  const exchanges = wholeExchanges(copy);
  for (const exchange of exchanges) await refuseExisting(services, exchange);
  const restored: RestoredExchange[] = [];
  for (const exchange of exchanges) restored.push(await restoreExchange(services, copy, exchange));
  return restored;
}

/**
 * Opens a copy for as long as `work` takes.
 * @throws CarnetError `copy_…`, and whatever the file system says of the file
 */
export async function withCopyFile<T>(path: string, work: (copy: OpenCopy) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    return await work(await openCopy(sourceOf(file, (await file.stat()).size)));
  } finally {
    await file.close();
  }
}

function sourceOf(file: FileHandle, size: number): ZipSource {
  const inflate = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array<ArrayBuffer>>(inflateRaw);
  return {
    size,
    async read(from, to) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
      const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, from);
      return bytes.subarray(0, bytesRead);
    },
    inflate: (bytes, length) => inflate(bytes, { maxOutputLength: Math.max(length, 1) }),
    decode: (bytes) => new TextDecoder().decode(bytes),
  };
}

/**
 * Those that a server can be set up with: a phone that had not downloaded one yet has nothing of it to give.
 * @throws CarnetError `not_found` when there is none
 */
export function wholeExchanges({ data }: OpenCopy): CopiedExchange[] {
  const whole = data.exchanges.filter(isWhole);
  if (whole.length === 0) throw new CarnetError('not_found', 'exchange');
  return whole;
}

function isWhole({ exchangeId, rows, replica }: CopiedExchange): boolean {
  const own = rows.find(({ kind, id }) => kind === 'exchange' && id === exchangeId);
  return replica.downloadedAt !== null && own !== undefined && parseRow(own) !== undefined;
}

async function refuseExisting({ storage }: Services, { exchangeId, topic }: CopiedExchange): Promise<void> {
  const version = await storage.read(exchangeId, (reader) => reader.version());
  if (version > 0) throw new CarnetError('already_exists', topic);
}

/** The photos first: they alone show nowhere, so that a restore that was cut off can simply be run again. */
async function restoreExchange(
  services: Services,
  copy: OpenCopy,
  exchange: CopiedExchange,
): Promise<RestoredExchange> {
  const { exchangeId, topic, outbox, rows, held, replica } = exchange;
  const lostPhotos: string[] = [];
  for (const { hash, type } of exchange.files) {
    const bytes = await copy.readPhoto({ hash, type }).catch(() => undefined);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === hash)
      await putBlob(services, exchangeId, bytes, type);
    else lostPhotos.push(hash);
  }
  const all = [...rows, ...held];
  const photos = exchange.files.length - lostPhotos.length;
  await services.storage.write(exchangeId, async (writer) => {
    if ((await writer.version()) > 0) throw new CarnetError('already_exists', topic);
    const version = await putRows(writer, replica.cursor, all);
    await takeNumbers(writer, replica.devices);
    await logImport(services, writer, version, copy.data, { rows: all.length, photos });
    await writer.saveVersion(version);
  });
  return {
    exchangeId,
    topic,
    rows: all.length,
    unread: all.filter((row) => parseRow(row) === undefined).map(({ kind, id }) => `${kind}/${id}`),
    photos,
    lostPhotos,
    unsent: outbox.length,
    people: peopleOf(rows, copy.data.participant),
  };
}

/**
 * After all versions that the copy's phone knew, a page of a pull to each.
 * @returns the last of them
 */
async function putRows(writer: ExchangeWriter, cursor: number, rows: readonly CopiedRow[]): Promise<number> {
  for (const [index, row] of rows.entries()) {
    const tx = writer.txAt(cursor + 1 + Math.floor(index / pullPageRows));
    // A row that does not read is served as it came, and the phones hold it: no mutation can touch what is not there.
    await tx.put(row.kind as Kind, (parseRow(row) ?? { ...row.row, id: row.id }) as Row);
  }
  return cursor + Math.max(1, Math.ceil(rows.length / pullPageRows));
}

function parseRow({ kind, id, row }: CopiedRow): Row | undefined {
  if (!isKind(kind) || row.id !== id) return undefined;
  // The schema is the kind's own, so what it returns is a row of that kind.
  return rowSchemas[kind].safeParse(row).data as Row | undefined;
}

/** Each phone goes on after the last number that the old server had of it, and sends again what came later. */
async function takeNumbers(writer: ExchangeWriter, devices: Readonly<Record<string, number>>): Promise<void> {
  for (const [deviceId, lastSeq] of Object.entries(devices)) await writer.saveLastSeq(deviceId, lastSeq);
}

/** The mutation by which the phones know this history from the one before. */
async function logImport(
  { clock, random }: Services,
  writer: ExchangeWriter,
  version: number,
  { exportedAt, deviceId, participant }: CopyData,
  counts: { rows: number; photos: number },
): Promise<void> {
  const seq = (await writer.lastSeq(seedDeviceId)) + 1;
  await writer.appendLog({
    deviceId: seedDeviceId,
    seq,
    mutationId: uuidV7(clock().getTime(), random(10)),
    participantId: participant.id,
    name: importName,
    args: { exportedAt, deviceId, ...counts },
    version,
    rejection: undefined,
    receivedAt: clock().toISOString(),
  });
  await writer.saveLastSeq(seedDeviceId, seq);
}

/** Whoever made the copy can sign in again also when nobody had put them on the list. */
function peopleOf(rows: readonly CopiedRow[], maker: Person): Person[] {
  const listed = rows.flatMap((row): Person[] => {
    const parsed = row.kind === 'participant' ? rowSchemas.participant.safeParse(row.row).data : undefined;
    return parsed ? [{ id: parsed.id, name: parsed.name, role: parsed.role }] : [];
  });
  return listed.some(({ id }) => id === maker.id) ? listed : [...listed, maker];
}
