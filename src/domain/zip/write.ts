import { crc32 } from './crc32.ts';

/**
 * Writes a ZIP (PKWARE's APPNOTE.TXT) piece by piece: the caller puts each header in front of its bytes and forgets
 * both, so a file of many photos is never in memory as a whole. Entries are stored, not deflated (photos would not
 * get smaller), and each header knows its length and checksum: what is marked as following later, as streaming
 * writers do, some unpackers on phones refuse for stored entries.
 */
export type ZipWriter = {
  /** What stands in the file before the entry's bytes. `name`: its folders divided by `/`; letters of any script (UTF-8). */
  header(name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** What ends the file: the directory of all entries. */
  end(): Uint8Array<ArrayBuffer>;
};

/** Version 2.0 of the format: folders in names. */
const version = 20;
const limit = 0xffffffff;

/**
 * @param time of all entries, in ms since the epoch; it is written as UTC, since a ZIP names no time zone
 * @throws RangeError from its functions beyond 4 GiB or 65,535 entries, which need another format
 */
export function createZipWriter(time: number): ZipWriter {
  const stamp = dosTime(time);
  const directory: Uint8Array[] = [];
  let offset = 0;

  function fieldsOf(name: Uint8Array, bytes: Uint8Array): Field[] {
    const size = bytes.byteLength;
    return [[2, version], [2, flagsOf(name)], [2, 0], [2, stamp.time], [2, stamp.day], [4, crc32(bytes)], [4, size], [4, size], [2, name.length]]; // biome-ignore format: the order of §4.3.7 at a glance
  }

  return {
    header(path, bytes) {
      assertSafeName(path);
      const name = utf8(path);
      const fields = fieldsOf(name, bytes);
      directory.push(
        // §4.3.12: made by; the same fields; extra, comment, disk, attributes inside and outside; where the entry is.
        record([[4, 0x02014b50], [2, version], ...fields, [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]], name),
      );
      const local = record([[4, 0x04034b50], ...fields, [2, 0]], name);
      offset += local.byteLength + bytes.byteLength;
      if (offset > limit || directory.length > 0xffff) throw new RangeError('too much for one ZIP');
      return local;
    },
    end() {
      const size = directory.reduce((sum, entry) => sum + entry.byteLength, 0);
      const count = directory.length;
      const end = record(
        [
          [4, 0x06054b50],
          [2, 0],
          [2, 0],
          [2, count],
          [2, count],
          [4, size],
          [4, offset],
          [2, 0],
        ],
        new Uint8Array(),
      );
      return join([...directory, end]);
    },
  };
}

/**
 * An unpacker may follow a name wherever it leads: out of the folder, to another disk, over a file of the system.
 * @throws RangeError for a name that is not one of plain parts
 */
function assertSafeName(name: string): void {
  const isPlain = name.split('/').every((part) => plainName.test(part) && !/[. ]$/.test(part));
  if (!isPlain || utf8(name).length > 300) throw new RangeError(`not a safe name in a ZIP: ${JSON.stringify(name)}`);
}

/** Letters of any script, with their marks, and what no system has a meaning for within a name. */
const plainName = /^[\w\p{L}\p{N}-][\w\p{L}\p{M}\p{N} .,;()'’!–—+@-]*$/u;

/** §4.4.4, bit 11: the name is UTF-8. It is left out where the name is ASCII anyway, for the oldest unpackers. */
function flagsOf(name: Uint8Array): number {
  return name.some((byte) => byte > 0x7f) ? 0x800 : 0;
}

/** @throws URIError for half a surrogate pair */
function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).match(/%..|[^%]/g) ?? [];
  return Uint8Array.from(escaped, (unit) =>
    unit.length === 1 ? unit.charCodeAt(0) : Number.parseInt(unit.slice(1), 16),
  );
}

/** A number with how many bytes it takes, little-endian. */
type Field = readonly [length: 2 | 4, value: number];

function record(fields: readonly Field[], name: Uint8Array): Uint8Array<ArrayBuffer> {
  const fixed = fields.reduce((sum, [length]) => sum + length, 0);
  const bytes = new Uint8Array(fixed + name.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [length, value] of fields) {
    if (length === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += length;
  }
  bytes.set(name, fixed);
  return bytes;
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

/** MS-DOS time: two-second steps from 1980 on. */
function dosTime(ms: number): { time: number; day: number } {
  const at = new Date(Math.max(ms, Date.UTC(1980, 0, 1)));
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    day: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
