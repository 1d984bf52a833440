import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync, inflateRawSync, crc32 as nodeCrc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf } from '../errors.ts';
import { crc32 } from './crc32.ts';
import { readZip, readZipEntry, type ZipSource } from './read.ts';
import { createZipWriter } from './write.ts';

const time = Date.UTC(2027, 4, 12, 9, 30, 14);
const limit = 1_000_000;
const text = (words: string) => new TextEncoder().encode(words);

function sourceOf(bytes: Uint8Array): ZipSource {
  return {
    size: bytes.byteLength,
    read: async (from, to) => bytes.slice(from, to),
    inflate: async (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }),
    decode: (part) => new TextDecoder().decode(part),
  };
}

function zipOf(entries: Record<string, Uint8Array>): Uint8Array {
  const writer = createZipWriter(time);
  const parts = Object.entries(entries).flatMap(([name, bytes]) => [writer.header(name, bytes), bytes]);
  return new Uint8Array(Buffer.concat([...parts, writer.end()]));
}

const codeOfReading = (bytes: Uint8Array) => readZip(sourceOf(bytes)).then(() => 'read', codeOf);

const sample = {
  'photos/a.jpg': Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256),
  'empty.txt': text(''),
};

test('the checksum is that of the platform', () => {
  for (const words of ['', 'a', 'Café · Київ']) expect(crc32(text(words))).toBe(nodeCrc32(text(words)));
});

test('what was written is read back, entry by entry', async () => {
  const source = sourceOf(zipOf(sample));
  const entries = await readZip(source);
  expect(entries.map(({ name }) => name)).toEqual(Object.keys(sample));
  for (const entry of entries) {
    expect(await readZipEntry(source, entry, limit)).toEqual(sample[entry.name as keyof typeof sample]);
  }
});

test('a common unpacker finds nothing wrong with it', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-zip-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'copy.zip');
  await writeFile(file, zipOf(sample));
  const run = promisify(execFile);
  const checks = [
    ['unzip', '-tqq', file],
    ['python3', '-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)', file],
  ];
  const tried = await Promise.allSettled(checks.map(([command = '', ...args]) => run(command, args)));
  const missing = (result: PromiseSettledResult<unknown>) =>
    result.status === 'rejected' && result.reason.code === 'ENOENT';
  const found = tried.filter((result) => !missing(result));
  if (found.length === 0) context.skip('this machine has neither unzip nor python3');
  expect(found.filter(({ status }) => status === 'rejected')).toEqual([]);
});

test('cut off anywhere, it is damaged and has no entries', async () => {
  const whole = zipOf(sample);
  for (let length = 4; length < whole.byteLength; length += 997) {
    expect(await codeOfReading(whole.subarray(0, length)), `${length} bytes`).toBe('copy_damaged');
  }
  expect(await codeOfReading(whole.subarray(0, whole.byteLength - 1))).toBe('copy_damaged');
});

test('what never was a ZIP is told from one that was damaged', async () => {
  for (const bytes of [text(''), text('{}'), text('%PDF-1.7 is another kind of file')]) {
    expect(await codeOfReading(bytes)).toBe('copy_unreadable');
  }
});

test('a changed byte is found by the checksum of its entry, and the others can still be read', async () => {
  const bytes = zipOf({ 'first.txt': text('one two three'), 'second.txt': text('four five six') });
  bytes[bytes.indexOf(text('two')[0] ?? 0, 40)] = 0;
  const source = sourceOf(bytes);
  const [first, second] = await readZip(source);
  if (!first || !second) throw new Error('two entries');
  await expect(readZipEntry(source, first, limit)).rejects.toMatchObject({ code: 'copy_damaged' });
  expect(await readZipEntry(source, second, limit)).toEqual(text('four five six'));
});

test('an entry that somebody has packed anew is inflated, and one larger than is wanted is not', async () => {
  const words = text('again and again '.repeat(1000));
  const packed = new Uint8Array(deflateRawSync(words));
  const source = sourceOf(packed);
  const writer = createZipWriter(time);
  const header = writer.header('words.txt', packed);
  const entry = { name: 'words.txt', size: words.byteLength, packedSize: packed.byteLength, crc: crc32(words), method: 8, headerAt: 0 }; // biome-ignore format: one entry
  const file = {
    ...source,
    read: async (from: number, to: number) => Buffer.concat([header, packed]).subarray(from, to),
  };
  expect(Buffer.compare(await readZipEntry(file, entry, limit), words)).toBe(0);
  await expect(readZipEntry(file, entry, 100)).rejects.toMatchObject({ code: 'too_large' });
  await expect(readZipEntry(file, { ...entry, size: 10 }, limit)).rejects.toMatchObject({ code: 'copy_damaged' });
});

test('more than the format holds is refused when it is written', () => {
  const writer = createZipWriter(time);
  expect(() => {
    for (let count = 0; count <= 0xffff; count += 1) writer.header(`${count}`, text(''));
  }).toThrow(RangeError);
});

test.each(['../up.txt', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b', 'a//b', './a', '', 'a/', 'na\0me', 'a.'])(
  'the name “%s”, which could lead out of the folder, is never written',
  (name) => {
    expect(() => createZipWriter(0).header(name, new Uint8Array())).toThrow(RangeError);
  },
);
