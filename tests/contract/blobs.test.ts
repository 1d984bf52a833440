import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFolderBlobs } from '#server/blobs/folder.ts';
import { openS3Blobs } from '#server/blobs/s3.ts';
import { StorageError } from '#server/storage.ts';
import { blobContract } from './blob-contract.ts';
import { startS3 } from './s3-server.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-blobs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function newS3() {
  const s3 = await startS3(await newFolder());
  onTestFinished(() => s3.stop());
  return s3;
}

blobContract('a folder', async () => openFolderBlobs(await newFolder()));
blobContract('S3', async () => openS3Blobs((await newS3()).options));

test('a file that broke off leaves nothing behind in the folder', async () => {
  const root = await newFolder();
  const blobs = await openFolderBlobs(root);
  const broken = async function* () {
    yield Buffer.from('ha');
    throw new Error('cut');
  };
  await expect(blobs.put('a/b', broken())).rejects.toThrow('cut');
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('S3 that does not answer, or not with this key, is a StorageError, so that the phone tries again', async () => {
  const { options, stop } = await newS3();
  const stranger = openS3Blobs({ ...options, accessKeyId: 'STRANGER' });
  await expect(stranger.get('a/b')).rejects.toBeInstanceOf(StorageError);
  await stop();
  await expect(openS3Blobs(options).get('a/b')).rejects.toBeInstanceOf(StorageError);
});
