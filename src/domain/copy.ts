import * as z from 'zod/mini';
import { CarnetError, errorCodes } from './errors.ts';
import { type FileType, fileTypeSchema, maxFileBytes } from './expense/schema.ts';
import { idSchema, roleSchema, sha256Schema } from './scalars.ts';
import { readZip, readZipEntry, type ZipEntry, type ZipSource } from './zip/read.ts';

/**
 * The copy of everything: one ZIP that a phone makes, and that a phone or a server is set up again from.
 *
 * - `carnet.json`: what `copySchema` says, the truth of the file.
 * - `photos/<SHA-256>.<jpg|png|webp|pdf>`: the bytes, each named by its hash.
 * - `originals/<name>`: photos as they were picked, where the person keeps those; nothing is restored from them.
 * - `README.txt`, `report.md`, `expenses.csv`: the same for people without Carnet; nothing is restored from them.
 *
 * Version 1 was one JSON file and was never released; nothing reads it.
 */
export const copyVersion = 2;
export const dataName = 'carnet.json';

const extensions: Record<FileType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export type CopiedFileName = { hash: string; type: FileType };

/** Where a file's bytes stand in the ZIP. */
export function photoName({ hash, type }: CopiedFileName): string {
  return `photos/${hash}.${extensions[type]}`;
}

/** Milliseconds since the epoch. */
const timeSchema = z.number();
const seqSchema = z.int().check(z.minimum(0));

const writeFields = { seq: seqSchema, id: idSchema, name: z.string(), args: z.unknown(), queuedAt: timeSchema };

const rowSchema = z.object({ kind: z.string(), id: z.string(), row: z.record(z.string(), z.unknown()) });
export type CopiedRow = z.infer<typeof rowSchema>;

const fileSchema = z.object({
  hash: sha256Schema,
  type: fileTypeSchema,
  /** Bytes. */
  size: z.int(),
  state: z.enum(['waiting', 'confirmed']),
  origin: z.enum(['captured', 'received']),
  storedAt: timeSchema,
  sendingAt: z.nullable(timeSchema),
  confirmedAt: z.nullable(timeSchema),
  seenAt: z.nullable(timeSchema),
});
export type CopiedFile = z.infer<typeof fileSchema>;

const exchangeSchema = z.object({
  exchangeId: idSchema,
  topic: z.string(),
  /** How far the phone was, and what the server had of each device then. */
  replica: z.object({
    cursor: seqSchema,
    cursorId: z.nullable(idSchema),
    devices: z.record(idSchema, seqSchema),
    lastSeq: seqSchema,
    ackedSeq: seqSchema,
    downloadedAt: z.nullable(timeSchema),
  }),
  /** The rows as the server had them at the cursor: without what was not confirmed yet. */
  rows: z.array(rowSchema),
  /** Rows that this version of the app could not read, as they came. */
  held: z.array(rowSchema),
  /** Rows that a server that was set up again did not have. */
  orphans: z.array(rowSchema),
  /** Writes that the server had not confirmed, oldest first. */
  outbox: z.array(z.object({ ...writeFields, sentAt: z.nullable(timeSchema) })),
  /** Writes of this device that it had. */
  journal: z.array(z.object({ ...writeFields, ackedAt: timeSchema })),
  rejections: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      args: z.unknown(),
      code: z.catch(z.enum(errorCodes), 'internal'),
      detail: z.nullable(z.string()),
      queuedAt: timeSchema,
      rejectedAt: timeSchema,
    }),
  ),
  files: z.array(fileSchema),
});
export type CopiedExchange = z.infer<typeof exchangeSchema>;

/**
 * The files of an exchange, the small pictures first: they are no photos to whoever counts, and cost little.
 * @returns each with whether it is a photo of its own
 */
export function filesInOrder({ files, rows, outbox }: CopiedExchange): { file: CopiedFile; isPhoto: boolean }[] {
  const thumbs = new Set([...rows.map(({ row }) => row), ...outbox.map(({ args }) => args)].flatMap(thumbOf));
  const marked = files.map((file) => ({ file, isPhoto: !thumbs.has(file.hash) }));
  return marked.sort((a, b) => Number(a.isPhoto) - Number(b.isPhoto));
}

function thumbOf(row: unknown): unknown[] {
  return typeof row === 'object' && row !== null && 'thumb' in row ? [row.thumb] : [];
}

const draftsSchema = z.array(z.object({ key: z.string(), value: z.unknown(), savedAt: timeSchema }));

/**
 * What a Hub person's device has beyond the exchanges. What was made there is not looked into here: a version that
 * can't read it says so when it restores (hub-copy.ts), and restores the rest of no copy half-way.
 */
const hubPartSchema = z.object({
  /** Exchanges that the server had not confirmed; `refused`: why it did not take them. */
  creations: z.array(
    z.object({
      created: z.unknown(),
      queuedAt: timeSchema,
      refused: z.nullable(z.catch(z.enum(errorCodes), 'internal')),
    }),
  ),
  drafts: draftsSchema,
  /** Filters of the board that were given a name. */
  filters: z.array(z.object({ id: idSchema, name: z.string(), filter: z.unknown() })),
});
export type CopiedHub = z.infer<typeof hubPartSchema>;

const format = 'carnet-export';

const copySchema = z.object({
  format: z.literal(format),
  version: z.literal(copyVersion),
  /** The version of the app that made it, and the protocol that it spoke. */
  app: z.string(),
  protocol: z.int(),
  /** ISO 8601, UTC, by the phone's clock. */
  exportedAt: z.string(),
  participant: z.object({ id: idSchema, name: z.string(), role: roleSchema }),
  deviceId: idSchema,
  /** The exchange that was open; null: a Hub person had opened none. `exchanges` has all that are on the device. */
  exchangeId: z.nullable(idSchema),
  exchanges: z.array(exchangeSchema),
  /** Forms that were begun and not saved. */
  drafts: draftsSchema,
  /** Of Hub staff only. */
  hub: z.optional(hubPartSchema),
  /** Files whose bytes the phone could not read: they are not in the ZIP. */
  unreadable: z.array(sha256Schema),
});
export type CopyData = z.infer<typeof copySchema>;

/** The beginning of a copy's data, as this version writes it. */
export const copyHead = { format, version: copyVersion } as const;

/** An open copy: its data, and its photos one by one. */
export type OpenCopy = {
  readonly data: CopyData;
  /** Whether the ZIP has an entry for the file. */
  has(file: CopiedFileName): boolean;
  /** @throws CarnetError `copy_damaged` when its bytes are not those that were packed */
  readPhoto(file: CopiedFileName): Promise<Uint8Array<ArrayBuffer>>;
};

/** The most that is read as data, in bytes: far beyond any exchange, and below what a phone can't hold. */
const maxDataBytes = 256 * 1024 * 1024;

/**
 * Opens a copy. Somebody may have unpacked it and packed it again, perhaps as one folder.
 *
 * @throws CarnetError `copy_unreadable` when it is none of Carnet's, `copy_damaged` when it is cut off or changed,
 *         `copy_newer` when a newer Carnet made it
 */
export async function openCopy(source: ZipSource): Promise<OpenCopy> {
  const entries = new Map((await readZip(source)).map((entry) => [entry.name, entry]));
  const dataEntry = shortest([...entries.values()].filter(({ name }) => `/${name}`.endsWith(`/${dataName}`)));
  if (!dataEntry) throw new CarnetError('copy_unreadable', `no ${dataName}`);
  const folder = dataEntry.name.slice(0, -dataName.length);
  const entryOf = (file: CopiedFileName) => entries.get(folder + photoName(file));
  return {
    data: parseCopy(source.decode(await readZipEntry(source, dataEntry, maxDataBytes))),
    has: (file) => entryOf(file) !== undefined,
    async readPhoto(file) {
      const entry = entryOf(file);
      if (!entry) throw new CarnetError('copy_damaged', photoName(file));
      return readZipEntry(source, entry, maxFileBytes);
    },
  };
}

function shortest(entries: readonly ZipEntry[]): ZipEntry | undefined {
  return [...entries].sort((a, b) => a.name.length - b.name.length)[0];
}

const headSchema = z.object({ format: z.literal(format), version: z.int() });

function parseCopy(text: string): CopyData {
  const json = parseJson(text);
  const head = headSchema.safeParse(json);
  if (!head.success || head.data.version < copyVersion) throw new CarnetError('copy_unreadable', 'not a copy');
  if (head.data.version > copyVersion) throw new CarnetError('copy_newer', `version ${head.data.version}`);
  const parsed = copySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CarnetError('copy_damaged', parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CarnetError('copy_damaged', 'not JSON', { cause });
  }
}
