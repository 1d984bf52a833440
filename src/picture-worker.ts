import { codeOf } from '#domain/errors.ts';
import { sha256 } from '#store/blobs.ts';
import { readPicked } from '#store/picture/picked.ts';
import type { PictureFile } from '#store/picture/picture-file.ts';
import { doPictureJob, type PictureJob, type ReadJob } from './picture-job.ts';
import type { Answer } from './work-in-worker.ts';

/**
 * Reads files and draws pictures away from the page, so that typing never waits for it. One worker is asked for one thing
 * at a time. What comes back is handed over, never copied.
 */
self.addEventListener('message', ({ data }: MessageEvent<PictureJob | ReadJob>) => {
  const working = 'file' in data ? read(data) : draw(data);
  working.catch((error: unknown) => answer({ code: codeOf(error), detail: String(error) }));
});

async function read({ file, aside }: ReadJob): Promise<void> {
  const picked = await readPicked(file, aside);
  answer({ done: picked }, [picked.bytes]);
}

async function draw(job: PictureJob): Promise<void> {
  const { picture, thumb } = await doPictureJob(job);
  answer({ done: { picture: await named(picture), thumb: await named(thumb) } }, [picture.bytes, thumb.bytes]);
}

async function named(file: PictureFile): Promise<PictureFile> {
  return { ...file, hash: await sha256(file.bytes) };
}

function answer<T>(message: Answer<T>, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}
