import { isRefused, storeBytes } from '#store/blobs.ts';
import type { Phone } from '../../load/seed.ts';
import { type BenchPhone, openPhone, time } from './phone.ts';

const bytes = 1_000_000;
const allPhotos = 20;

let waiting: BenchPhone | undefined;

/** So many photos of 1 MB are on a phone that has exchanged all else. */
export async function takePhotos(phone: Phone, count = allPhotos): Promise<void> {
  const opened = openPhone(phone, { retries: true });
  await opened.loop.runNow();
  for (let index = 0; index < count; index += 1) {
    const file = { bytes: photo(), type: 'image/jpeg' } as const;
    await storeBytes(opened.store.db, phone.exchangeId, file, Date.now());
  }
  waiting = opened;
}

/** From “there is a network” until the server has confirmed each, however often the loop has to begin again. */
export async function sendPhotos(): Promise<number> {
  if (!waiting) throw new Error('no photos were taken');
  const { store, loop, close } = waiting;
  const isLeft = async () => {
    const records = await store.db.blobs.toArray();
    const refused = records.find(isRefused);
    if (refused) throw new Error(`a photo was refused: ${refused.lastError}`);
    return records.some(({ state }) => state === 'waiting');
  };
  const ms = await time(async () => {
    await loop.runNow();
    while (await isLeft()) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await close();
  waiting = undefined;
  return ms;
}

/** The same number of bytes in plain requests, one after the other. */
export async function sendPhotosFloor(origin: string, count = allPhotos): Promise<number> {
  const photos = Array.from({ length: count }, photo);
  return time(async () => {
    for (const body of photos) await (await fetch(`${origin}/keep`, { method: 'POST', body })).arrayBuffer();
  });
}

/** What nothing can pack, behind the first bytes of a JPEG. */
function photo(): ArrayBuffer {
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(content.subarray(at, at + 65_536));
  content.set([0xff, 0xd8, 0xff, 0xe0]);
  return content.buffer;
}
