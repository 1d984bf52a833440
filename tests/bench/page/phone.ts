import { CarnetDb } from '#store/db.ts';
import type { ReadPicked } from '#store/picture/picked.ts';
import type { PreparePicture } from '#store/picture/picture-file.ts';
import { openStore, type Store } from '#store/store.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport, type Fetch } from '#sync/transport.ts';
import type { Phone } from '../../load/seed.ts';

export type BenchPhone = { readonly store: Store; readonly loop: SyncLoop; close(): Promise<void> };

type Options = {
  fetch?: Fetch;
  /** Whether the loop begins again by itself when it could not finish. */
  retries?: boolean;
  preparePicture?: PreparePicture;
  readPicked?: ReadPicked;
};

/** The real store and the real loop in a real browser, on a database of its own, without any screen. */
export function openPhone({ exchangeId, participantId, role, token }: Phone, options: Options = {}): BenchPhone {
  const { fetch, retries = false, preparePicture, readPicked } = options;
  const device = {
    now: Date.now,
    fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
    ...(preparePicture ? { preparePicture } : {}),
    ...(readPicked ? { readPicked } : {}),
  };
  const db = new CarnetDb(crypto.randomUUID());
  const store = openStore({ exchangeId, participantId, role }, device, db);
  const loop = createSyncLoop({
    store,
    transport: createTransport({
      fetch: fetch ?? ((request) => window.fetch(request)),
      origin: location.origin,
      token,
    }),
    app: 'bench',
    random: Math.random,
    exclusively: (work) => work(),
    connection: () => 'unknown',
    after(milliseconds, callback) {
      const timer = retries ? setTimeout(callback, milliseconds) : undefined;
      return () => clearTimeout(timer);
    },
  });
  return {
    store,
    loop,
    async close() {
      loop.stop();
      await db.delete();
    },
  };
}

/** @returns milliseconds */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
