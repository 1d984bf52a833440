import { useEffect, useMemo, useState } from 'preact/hooks';
import { hashHeight, hashWidth, pictureHash } from '#domain/expense/picture-hash.ts';
import type { Store } from '#store/store.ts';
import { useStore } from '../context.ts';
import { checkAll } from './expense-checks-data.ts';
import type { ExpenseData } from './expense-data.ts';

/** Hashes stay right for ever, since a blob never changes; kept as long as the store that its bytes came from. */
const computed = new WeakMap<Store, Map<string, string | undefined>>();

/**
 * The expenses with receipts that look alike marked too. The hashes are computed from the thumbnails, one after the
 * other behind the screen, and the marks come when they are there.
 */
export function usePictureChecks(data: ExpenseData | undefined): ExpenseData | undefined {
  const store = useStore();
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const thumbs = (data?.items ?? []).flatMap(({ receipts }) => receipts.flatMap(({ thumb }) => thumb ?? []));
  const key = thumbs.join();
  useEffect(() => {
    const stop = new AbortController();
    // Not before the screen has been drawn: a hash is never urgent.
    const timer = setTimeout(() => void hashAll(store, thumbs, stop.signal).then(setPictures), 400);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // The key stands for the thumbnails.
  }, [store, key]);
  return useMemo(
    () => (data && pictures.size > 1 ? { ...data, checks: checkAll({ ...data, pictures }) } : data),
    [data, pictures],
  );
}

async function hashAll(store: Store, thumbs: readonly string[], signal: AbortSignal): Promise<Map<string, string>> {
  const known = computed.get(store) ?? new Map<string, string | undefined>();
  computed.set(store, known);
  for (const thumb of thumbs) {
    if (signal.aborted) break;
    if (known.has(thumb)) continue;
    const stored = await store.db.blobBytes.get(thumb).catch(() => undefined);
    // A thumbnail that has not arrived yet is asked for again next time.
    if (stored) known.set(thumb, await hashOf(stored.bytes).catch(() => undefined));
  }
  return new Map([...known].flatMap(([thumb, hash]) => (hash === undefined ? [] : [[thumb, hash] as const])));
}

async function hashOf(bytes: ArrayBuffer): Promise<string | undefined> {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const size = { resizeWidth: hashWidth, resizeHeight: hashHeight, resizeQuality: 'high' } as const;
  const picture = await createImageBitmap(new Blob([bytes]), size);
  try {
    const drawing = new OffscreenCanvas(hashWidth, hashHeight).getContext('2d');
    drawing?.drawImage(picture, 0, 0);
    return drawing ? pictureHash(drawing.getImageData(0, 0, hashWidth, hashHeight).data) : undefined;
  } finally {
    picture.close();
  }
}
