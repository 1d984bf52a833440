import { codeOf } from '#domain/errors.ts';
import { doPictureJob, type PictureJob } from './picture-job.ts';
import type { PictureAnswer } from './picture-port.ts';

/** Draws pictures away from the page, so that typing never waits for it. It is asked for one at a time. */
self.addEventListener('message', ({ data }: MessageEvent<PictureJob>) => {
  doPictureJob(data).then(
    ({ picture, thumb }) => answer({ prepared: { picture, thumb } }, [picture.bytes, thumb.bytes]),
    (error: unknown) => answer({ code: codeOf(error), detail: String(error) }),
  );
});

function answer(message: PictureAnswer, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}
