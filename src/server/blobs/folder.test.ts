import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFolderBlobs } from './folder.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-blobs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* cutAfter(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  throw new Error('cut');
}

test('an object is read as it was put, replaced whole, and gone after its deletion', async () => {
  const blobs = await openFolderBlobs(await newFolder());
  expect(await blobs.put('a/b', chunks('one ', 'two'))).toBe(7);
  expect(await new Response(await blobs.get('a/b')).text()).toBe('one two');
  await blobs.put('a/b', chunks('three'));
  expect(await new Response(await blobs.get('a/b')).text()).toBe('three');
  await blobs.delete('a/b');
  await blobs.delete('a/b');
  expect(await blobs.get('a/b')).toBeUndefined();
});

test('an object whose bytes break off leaves nothing behind, and an older one as it was', async () => {
  const root = await newFolder();
  const blobs = await openFolderBlobs(root);
  await blobs.put('a/b', chunks('whole'));
  await expect(blobs.put('a/b', cutAfter('ha'))).rejects.toThrow('cut');
  expect(await new Response(await blobs.get('a/b')).text()).toBe('whole');
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('a key never leads out of the folder', async () => {
  const blobs = await openFolderBlobs(await newFolder());
  for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a/.hidden', 'a\0b']) {
    await expect(blobs.get(key)).rejects.toThrow(RangeError);
  }
});
