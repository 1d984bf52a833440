import { CarnetError } from '../errors.ts';
import { crc32 } from './crc32.ts';

/** In memory of their own, never shared with another thread. */
type Bytes = Uint8Array<ArrayBuffer>;

/** Where a ZIP lies: any part of it can be read, so that nobody has to hold all of it. */
export type ZipSource = {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `from` up to, and without, `to`; fewer where the file ends. */
  read(from: number, to: number): Promise<Bytes>;
  /** Raw DEFLATE (RFC 1951), for a ZIP that somebody packed anew. @throws when it is none, or gives more than `size` */
  inflate(bytes: Bytes, size: number): Promise<Bytes>;
  /** UTF-8. */
  decode(bytes: Uint8Array): string;
};

export type ZipEntry = {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly packedSize: number;
  readonly crc: number;
  readonly method: number;
  readonly headerAt: number;
};

/** The record at the end, with the longest comment that may follow it. */
const endLength = 22;
const endReach = endLength + 0xffff;

/**
 * The entries of a ZIP, from the directory at its end: a file that was cut off has none.
 *
 * @throws CarnetError `copy_damaged` when it begins as a ZIP and does not end as one, `copy_unreadable` when it is none
 */
export async function readZip(source: ZipSource): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, source.size - endReach);
  const tail = await source.read(tailAt, source.size);
  const at = findEnd(tail);
  if (at === undefined) throw await faultOf(source);
  const view = viewOf(tail);
  const count = view.getUint16(at + 10, true);
  const size = view.getUint32(at + 12, true);
  const offset = view.getUint32(at + 16, true);
  if (offset + size > tailAt + at) throw new CarnetError('copy_damaged', 'the directory lies beyond the file');
  return readDirectory(await source.read(offset, offset + size), count, source);
}

/**
 * The bytes of an entry, checked against its checksum.
 *
 * @param limit the most bytes that are taken into memory
 * @throws CarnetError `copy_damaged` when they are not what was packed, `too_large` beyond the limit
 */
export async function readZipEntry(source: ZipSource, entry: ZipEntry, limit: number): Promise<Bytes> {
  const { size, packedSize, headerAt, method, crc, name } = entry;
  if (size > limit || packedSize > limit) throw new CarnetError('too_large', name);
  const header = await source.read(headerAt, headerAt + 30);
  if (header.byteLength < 30 || viewOf(header).getUint32(0, true) !== 0x04034b50) throw damaged(name);
  const from = headerAt + 30 + viewOf(header).getUint16(26, true) + viewOf(header).getUint16(28, true);
  const packed = await source.read(from, from + packedSize);
  const bytes = await unpack(source, packed, method, size).catch(() => undefined);
  if (!bytes || bytes.byteLength !== size || crc32(bytes) !== crc) throw damaged(name);
  return bytes;
}

async function unpack(source: ZipSource, packed: Bytes, method: number, size: number): Promise<Bytes> {
  if (method === 0) return packed;
  if (method === 8) return source.inflate(packed, size);
  throw new RangeError(`packed by method ${method}`);
}

/** The place of the last record whose comment reaches exactly to the end of the file. */
function findEnd(tail: Uint8Array): number | undefined {
  const view = viewOf(tail);
  for (let at = tail.byteLength - endLength; at >= 0; at -= 1) {
    const isEnd = view.getUint32(at, true) === 0x06054b50;
    if (isEnd && at + endLength + view.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  return undefined;
}

async function faultOf(source: ZipSource): Promise<CarnetError> {
  const head = await source.read(0, 4);
  const begins = head.byteLength === 4 && viewOf(head).getUint32(0, true) === 0x04034b50;
  return begins ? new CarnetError('copy_damaged', 'cut off') : new CarnetError('copy_unreadable', 'not a ZIP');
}

function readDirectory(bytes: Uint8Array, count: number, { decode }: Pick<ZipSource, 'decode'>): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged('directory');
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function damaged(what: string): CarnetError {
  return new CarnetError('copy_damaged', what);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
