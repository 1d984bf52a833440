import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import type { DrawPdf, PreparedPicture, PreparePicture } from '#store/picture/picture-file.ts';
import { fetchPdfium } from './pdfium-bytes.ts';
import type { PictureJob } from './picture-job.ts';

/** What the worker says of a picture; `internal` stands for any failure that is not the file's fault. */
export type PictureAnswer = { prepared: PreparedPicture } | { code: ErrorCode; detail: string };

/** How long a picture may take, in ms, before this phone counts as unable to draw it. */
const patience = 90_000;
/** How long an idle worker, with all that it has decoded, is kept for the next picture, in ms. */
const idleFor = 20_000;

type Work = (job: PictureJob) => Promise<PreparedPicture>;

/** Prepares pictures one after the other, so that only one is ever decoded; in a worker, where there are such. */
function oneAtATime(): Work {
  let last: Promise<unknown> = Promise.resolve();
  const work: Work = canWork() ? inWorker() : onPage;
  return (job) => {
    const mine = last.then(() => work(job));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** One for the whole tab: what bounds the memory is that there is no second one. */
const work = oneAtATime();

export const preparePicture: PreparePicture = work;

/** What reads a PDF is fetched before its turn: a photo must not wait behind a slow network. */
export const drawPdf: DrawPdf = async (pdf) => work({ pdf, decoder: await fetchPdfium() });

function canWork(): boolean {
  return typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';
}

async function onPage(job: PictureJob): Promise<PreparedPicture> {
  return (await import('./picture-job.ts')).doPictureJob(job);
}

function inWorker(): Work {
  let worker: Worker | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    worker?.terminate();
    worker = null;
  };
  return async (job) => {
    clearTimeout(rest);
    worker ??= new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
    try {
      return await ask(worker, job);
    } catch (error) {
      // After a failure of its own a worker is not asked again: nobody knows what it still holds.
      if (!(error instanceof CarnetError)) end();
      throw error;
    } finally {
      rest = setTimeout(end, idleFor);
    }
  };
}

/** The bytes are copied, not handed over: should the worker die, they are still here to be kept as they are. */
function ask(worker: Worker, job: PictureJob): Promise<PreparedPicture> {
  const listening = new AbortController();
  const { signal } = listening;
  const answered = new Promise<PreparedPicture>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    const hear = ({ data }: MessageEvent<PictureAnswer>) => {
      if ('prepared' in data) resolve(data.prepared);
      else if (data.code === 'internal') fail(data.detail);
      else reject(new CarnetError(data.code, data.detail));
    };
    worker.addEventListener('message', hear, { signal });
    worker.addEventListener('error', (event) => fail(event.message || 'the worker has ended'), { signal });
    worker.addEventListener('messageerror', () => fail('the answer could not be read'), { signal });
    const timer = setTimeout(() => fail('it took too long'), patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
    worker.postMessage(job);
  });
  return answered.finally(() => listening.abort());
}
