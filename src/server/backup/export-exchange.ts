import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import {
  type CopiedExchange,
  type CopiedFile,
  type CopiedRow,
  type CopyData,
  copyHead,
  dataName,
  photoName,
} from '#domain/copy.ts';
import { describeCopy } from '#domain/copy-words/describe.ts';
import type { ShownRow } from '#domain/copy-words/reading.ts';
import { isKind, type Row, rowSchemas } from '#domain/kinds.ts';
import { type Change, protocolVersion } from '#domain/protocol.ts';
import { createZipWriter } from '#domain/zip/write.ts';
import { blobKey } from '../blobs/blob-port.ts';
import type { Person } from '../restore-file.ts';
import { seedDeviceId } from '../seed.ts';
import type { Services } from '../services.ts';
import type { ExchangeReader, StoredBlob } from '../storage.ts';
import { everyBlob } from './copy-blobs.ts';

export type Exported = {
  readonly topic: string;
  readonly rows: number;
  readonly files: number;
  /** Hashes of files that the store does not have. */
  readonly unreadable: readonly string[];
};

/** More rows than any exchange has. */
const allRows = 2 ** 31 - 1;

/**
 * Writes an exchange as the copy that a phone makes of it (domain/copy.ts), as it stands at one moment: for people to
 * read, and for a server or a phone to be set up from. The file appears under its name when it is whole.
 *
 * @param person in whose name it is; on a phone only they can restore it
 * @throws Error in words when there is no such exchange; RangeError beyond 4 GiB
 */
export async function exportExchange(
  services: Services,
  exchangeId: string,
  person: Person,
  path: string,
): Promise<Exported> {
  const { storage, clock } = services;
  const now = clock();
  const rows = await storage.read(exchangeId, (reader) => readRows(reader, exchangeId, now));
  const files: StoredBlob[] = [];
  for await (const blob of everyBlob(storage.files, exchangeId)) files.push(blob);
  const unreadable = await writeWhole(path, async (file) => {
    const zip = createZipWriter(now.getTime());
    const add = async (name: string, bytes: Uint8Array) => {
      await file.writeFile(zip.header(name, bytes));
      await file.writeFile(bytes);
    };
    const lost = await addFiles(services, files, add);
    const copied = { ...rows.copied, files: files.filter(({ hash }) => !lost.includes(hash)).map(toFile) };
    const exportedAt = now.toISOString();
    const data = dataOf(services, { person, exportedAt, copied, unreadable: lost });
    const texts = [[dataName, JSON.stringify(data)], ...describeCopy([{ ...rows, copied }], exportedAt)] as const;
    for (const [name, text] of texts) await add(name, new TextEncoder().encode(text));
    await file.writeFile(zip.end());
    return lost;
  });
  const { topic, held } = rows.copied;
  return { topic, rows: rows.shown.length + held.length, files: files.length - unreadable.length, unreadable };
}

async function writeWhole<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const temporary = `${path}.part`;
  const file = await open(temporary, 'w');
  try {
    const result = await work(file);
    await file.sync();
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** @returns the hashes of those that the store does not have */
async function addFiles(
  { blobs }: Services,
  files: readonly StoredBlob[],
  add: (name: string, bytes: Uint8Array) => Promise<void>,
): Promise<string[]> {
  const lost: string[] = [];
  for (const file of files) {
    const stream = await blobs.get(blobKey(file.exchangeId, file.hash));
    if (stream) await add(photoName(file), new Uint8Array(await new Response(stream).arrayBuffer()));
    else lost.push(file.hash);
  }
  return lost;
}

type Rows = { copied: CopiedExchange; shown: ShownRow[] };

async function readRows(reader: ExchangeReader, exchangeId: string, now: Date): Promise<Rows> {
  const changes = await reader.changedSince(0, allRows);
  const shown: ShownRow[] = [];
  const rows: CopiedRow[] = [];
  const held: CopiedRow[] = [];
  for (const { kind, id, row } of changes) {
    if (row === null) continue;
    const read = readRow({ kind, id, row });
    if (read) shown.push(read);
    (read ? rows : held).push({ kind, id, row });
  }
  const exchange = rows.find(({ kind, id }) => kind === 'exchange' && id === exchangeId);
  if (!exchange) throw new Error(`There is no exchange ${exchangeId}.`);
  const cursor = await reader.version();
  const replica = {
    cursor,
    cursorId: await reader.versionId(cursor),
    devices: await reader.lastSeqs(),
    lastSeq: 0,
    ackedSeq: 0,
    downloadedAt: now.getTime(),
  };
  const nothing = { orphans: [], outbox: [], journal: [], rejections: [], files: [] };
  return { shown, copied: { exchangeId, topic: String(exchange.row.topic ?? ''), replica, rows, held, ...nothing } };
}

function readRow({ kind, id, row }: Change): ShownRow | undefined {
  if (!isKind(kind) || row?.id !== id) return undefined;
  // The schema is the kind's own, so what it returns is a row of that kind.
  const parsed = rowSchemas[kind].safeParse(row).data as Row | undefined;
  return parsed && { kind, row: parsed };
}

function toFile({ hash, type, size, createdAt }: StoredBlob): CopiedFile {
  const at = Date.parse(createdAt);
  const custody = { state: 'confirmed', origin: 'received', sendingAt: null, seenAt: null } as const;
  return { hash, type, size, ...custody, storedAt: at, confirmedAt: at };
}

type Parts = { person: Person; exportedAt: string; copied: CopiedExchange; unreadable: string[] };

function dataOf({ version }: Services, { person, exportedAt, copied, unreadable }: Parts): CopyData {
  return {
    ...copyHead,
    app: version,
    protocol: protocolVersion,
    exportedAt,
    participant: person,
    deviceId: seedDeviceId,
    exchangeId: copied.exchangeId,
    exchanges: [copied],
    drafts: [],
    unreadable,
  };
}
