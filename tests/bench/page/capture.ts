import { captureReceipts } from '#ui/routes/receipt-capture.ts';
import { preparePicture, readPicked } from '../../../src/picture-port.ts';
import type { Phone } from '../../load/seed.ts';
import { openPhone, time } from './phone.ts';

let photo: File | undefined;

/** The photo that is chosen from now on, as base64. */
export async function choosePhoto(base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  photo = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
}

export type Captured = {
  readonly ms: number /** The longest task of the page's own thread meanwhile; 0: none of 50 ms. */;
  readonly longest: number;
};

/** From a chosen photo to a receipt that is safe on this phone. */
export async function capture(phone: Phone): Promise<Captured> {
  const { store, close } = openPhone(phone, { preparePicture, readPicked });
  // Opens the database.
  await store.db.outbox.count();
  const tasks = watchTasks();
  const ms = await time(async () => {
    const failures = await captureReceipts(store, [chosen()], store.newId());
    if (failures.length > 0) throw new Error(failures[0]?.code);
  });
  const longest = await tasks.end();
  await close();
  return { ms, longest };
}

let floorWorker: Worker | undefined;

/** The same photo in a bare worker: decoded, encoded in the same size, put. */
export async function captureFloor(): Promise<number> {
  floorWorker ??= new Worker(new URL('./capture-worker.ts', import.meta.url), { type: 'module' });
  const worker = floorWorker;
  return time(async () => {
    const done = new Promise<MessageEvent>((resolve) => worker.addEventListener('message', resolve, { once: true }));
    worker.postMessage(chosen());
    if ((await done).data !== 'put') throw new Error('the floor has failed');
  });
}

function chosen(): File {
  if (!photo) throw new Error('no photo was chosen');
  return photo;
}

function watchTasks() {
  let longest = 0;
  const take = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  return {
    async end() {
      // What has just ended is told in a task of its own.
      await new Promise((resolve) => setTimeout(resolve, 100));
      take(observer.takeRecords());
      observer.disconnect();
      return longest;
    },
  };
}
