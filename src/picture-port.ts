import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import type { PreparedPicture, PreparePicture, RawPicture } from '#store/picture/picture-file.ts';

/** What the worker says of a picture; `internal` stands for any failure that is not the file's fault. */
export type PictureAnswer = { prepared: PreparedPicture } | { code: ErrorCode; detail: string };

/** How long a picture may take, in ms, before this phone counts as unable to draw it. */
const patience = 90_000;
/** How long an idle worker, with all that it has decoded, is kept for the next picture, in ms. */
const idleFor = 20_000;

/** Prepares pictures one after the other, so that only one is ever decoded; in a worker, where there are such. */
function oneAtATime(): PreparePicture {
  let last: Promise<unknown> = Promise.resolve();
  const prepare: PreparePicture = canWork() ? inWorker() : onPage;
  return (raw) => {
    const mine = last.then(() => prepare(raw));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** One for the whole tab: what bounds the memory is that there is no second one. */
export const preparePicture: PreparePicture = oneAtATime();

function canWork(): boolean {
  return typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';
}

async function onPage(raw: RawPicture): Promise<PreparedPicture> {
  const [{ preparePicture: draw }, { decodeHeic }] = await Promise.all([
    import('#store/picture/prepare.ts'),
    import('#store/picture/heic.ts'),
  ]);
  return draw(raw, decodeHeic);
}

function inWorker(): PreparePicture {
  let worker: Worker | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    worker?.terminate();
    worker = null;
  };
  return async (raw) => {
    clearTimeout(rest);
    worker ??= new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
    try {
      return await ask(worker, raw);
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
function ask(worker: Worker, raw: RawPicture): Promise<PreparedPicture> {
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
    worker.postMessage(raw);
  });
  return answered.finally(() => listening.abort());
}
