import { isKind, rowSchemas } from '#domain/kinds.ts';
import type { Change } from '#domain/protocol.ts';
import { everyBlob, nameOfBlob } from './backup/copy-blobs.ts';
import { blobKey } from './blobs/blob-port.ts';
import { checkFile } from './blobs/check-file.ts';
import { hashesIn } from './hashes-in.ts';
import type { Services } from './services.ts';
import type { StoredBlob } from './storage.ts';

const pageRows = 1000;

export type Verified = {
  readonly exchanges: number;
  readonly rows: number;
  readonly files: number;
  /** Of the files, all of which were read. */
  readonly bytes: number;
  /** Rows, as `kind/id`, that this version can't read: kept as they came, for one that can. */
  readonly unread: readonly string[];
  /** Files that rows name and that no phone has brought yet, as `exchange/hash`. */
  readonly awaited: readonly string[];
  /** What must not be, each in words. */
  readonly faults: readonly string[];
};

/**
 * Reads everything that the server keeps: the database's own soundness, every row, and every byte of every file
 * against its hash (S6). Changes nothing, and may run beside a server.
 */
export async function verify(services: Services): Promise<Verified> {
  const faults = await services.storage.findFaults();
  const files = await verifyFiles(services);
  const exchangeIds = await services.storage.exchangeIds();
  const unread: string[] = [];
  const awaited: string[] = [];
  let rows = 0;
  for (const exchangeId of exchangeIds) {
    const found = await verifyRows(services, exchangeId);
    rows += found.rows;
    unread.push(...found.unread);
    awaited.push(...found.awaited);
  }
  const { count, bytes } = files;
  const all = [...faults, ...files.faults];
  return { exchanges: exchangeIds.length, rows, files: count, bytes, unread, awaited, faults: all };
}

async function verifyFiles(services: Services): Promise<{ count: number; bytes: number; faults: string[] }> {
  const faults: string[] = [];
  let [count, bytes] = [0, 0];
  for await (const blob of everyBlob(services.storage.files)) {
    count += 1;
    bytes += blob.size;
    const fault = await faultOf(services, blob);
    if (fault !== undefined) faults.push(`file ${nameOfBlob(blob)} ${fault}`);
  }
  return { count, bytes, faults };
}

async function faultOf({ blobs }: Services, blob: StoredBlob): Promise<string | undefined> {
  const stream = await blobs.get(blobKey(blob.exchangeId, blob.hash));
  if (!stream) return 'is missing';
  const code = await checkFile(stream, blob);
  if (code === undefined) return undefined;
  return code === 'hash_mismatch' ? 'is not what its name promises' : 'is not of the type that it was taken for';
}

type VerifiedRows = { rows: number; unread: string[]; awaited: string[] };

/** In pages, and in a transaction each: whatever is written meanwhile comes with a later page, or the next time. */
async function verifyRows({ storage }: Services, exchangeId: string): Promise<VerifiedRows> {
  const result: VerifiedRows = { rows: 0, unread: [], awaited: [] };
  for (let version = 0; ; ) {
    const page = await storage.read(exchangeId, async (reader) => {
      const rows = await reader.changedSince(version, pageRows);
      const last = rows.at(-1)?.version ?? version;
      return { last, rows: rows.length < pageRows ? rows : [...rows, ...(await reader.changedIn(last))] };
    });
    // The last version of a full page is there twice, in part and in full.
    const rows = new Map(
      page.rows.flatMap((row) => (row.row === null ? [] : [[`${row.kind}/${row.id}`, row] as const])),
    );
    result.rows += rows.size;
    for (const [name, row] of rows) if (!isReadable(row)) result.unread.push(name);
    const named = [...new Set([...rows.values()].flatMap(hashesIn))];
    const missing = await storage.files.missingBlobs(exchangeId, named);
    result.awaited.push(...missing.map((hash) => `${exchangeId}/${hash}`));
    if (page.rows.length < pageRows) return result;
    version = page.last;
  }
}

function isReadable({ kind, id, row }: Change): boolean {
  return isKind(kind) && row?.id === id && rowSchemas[kind].safeParse(row).success;
}
