import { describe, expect, test } from 'vitest';
import type { BlobStore } from '#server/blobs/blob-port.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* cutAfter(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  throw new Error('cut');
}

async function textOf(blobs: BlobStore, key: string): Promise<string | undefined> {
  const bytes = await blobs.get(key);
  return bytes && new Response(bytes).text();
}

/** What every place for bytes must do alike. */
export function blobContract(name: string, open: () => Promise<BlobStore>): void {
  describe(`the blob port on ${name}`, () => {
    test('an object is read as it was put, replaced whole, and gone after its deletion', async () => {
      const blobs = await open();
      expect(await blobs.put('a/b', chunks('one ', 'two'))).toBe(7);
      expect(await textOf(blobs, 'a/b')).toBe('one two');
      await blobs.put('a/b', chunks('three'));
      expect(await textOf(blobs, 'a/b')).toBe('three');
      await blobs.delete('a/b');
      await blobs.delete('a/b');
      expect(await textOf(blobs, 'a/b')).toBeUndefined();
    });

    test('an object whose bytes break off is not there, and an older one as it was', async () => {
      const blobs = await open();
      await blobs.put('a/b', chunks('whole'));
      await expect(blobs.put('a/b', cutAfter('ha'))).rejects.toThrow('cut');
      await expect(blobs.put('a/c', cutAfter('ha'))).rejects.toThrow('cut');
      expect(await textOf(blobs, 'a/b')).toBe('whole');
      expect(await textOf(blobs, 'a/c')).toBeUndefined();
    });

    test('a large object comes back byte for byte, as does an empty one', async () => {
      const blobs = await open();
      const large = new Uint8Array(3_000_000).map((_, index) => (index * 7919) % 251);
      await blobs.put('blobs/large', chunksOf(large));
      const back = await blobs.get('blobs/large');
      expect(back && Buffer.from(await new Response(back).arrayBuffer()).equals(large)).toBe(true);
      await blobs.put('blobs/empty', chunksOf(new Uint8Array()));
      expect(await textOf(blobs, 'blobs/empty')).toBe('');
    });

    test('a key never leads out of the store', async () => {
      const blobs = await open();
      for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a/.hidden', 'a\0b', 'a?b', 'a%2fb']) {
        await expect(blobs.get(key)).rejects.toThrow(RangeError);
        await expect(blobs.put(key, chunks('x'))).rejects.toThrow(RangeError);
      }
    });
  });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
