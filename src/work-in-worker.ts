import { CarnetError, type ErrorCode } from '#domain/errors.ts';

/** What the worker says; `internal` stands for any failure that is not the file's fault. */
export type Answer<T> = { done: T } | { code: ErrorCode; detail: string };

/** How long a picture may take, in ms, before this phone counts as unable to draw it. */
const patience = 90_000;
/** How long an idle worker, with all that it has decoded, is kept for the next picture, in ms. */
const idleFor = 20_000;

/** One thing after the other. */
export function oneAtATime<Job, T>(work: (job: Job) => Promise<T>): (job: Job) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(() => work(job));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Has it done by the worker of the pictures; it must be asked for one thing at a time. @param gives what is handed over */
export function inWorker<Job, T>(gives: (job: Job) => ArrayBuffer[]): (job: Job) => Promise<T> {
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
      return await ask<T>(worker, job, gives(job));
    } catch (error) {
      // After a failure of its own a worker is not asked again: nobody knows what it still holds.
      if (!(error instanceof CarnetError)) end();
      throw error;
    } finally {
      rest = setTimeout(end, idleFor);
    }
  };
}

function ask<T>(worker: Worker, job: unknown, transfer: ArrayBuffer[]): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  const answered = new Promise<T>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    const hear = ({ data }: MessageEvent<Answer<T>>) => {
      if ('done' in data) resolve(data.done);
      else if (data.code === 'internal') fail(data.detail);
      else reject(new CarnetError(data.code, data.detail));
    };
    worker.addEventListener('message', hear, { signal });
    worker.addEventListener('error', (event) => fail(event.message || 'the worker has ended'), { signal });
    worker.addEventListener('messageerror', () => fail('the answer could not be read'), { signal });
    const timer = setTimeout(() => fail('it took too long'), patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
    worker.postMessage(job, transfer);
  });
  return answered.finally(() => listening.abort());
}
