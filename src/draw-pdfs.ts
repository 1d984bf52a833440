import { readPhotoSetting } from '#store/blobs.ts';
import { drawMissingThumbs } from '#store/pdf-thumbs.ts';
import type { Store } from '#store/store.ts';
import type { DevicePort } from '#ui/context.ts';

/** How long after a write one looks, in ms: the capture of several files comes first. */
const patience = 1500;

/** Draws the small pictures of PDFs behind their capture: at the start, after writes, and when there is a network. */
export function startDrawingPdfs(store: Store, device: DevicePort): void {
  const tried = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();

  async function look(): Promise<void> {
    if (await mayLoad(store, device)) await drawMissingThumbs(store, tried);
  }
  // What could not be kept is drawn again next time.
  const lookInTurn = () => {
    last = last.then(look).catch(() => undefined);
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(lookInTurn, patience);
  };
  lookSoon();
  store.onWrite(lookSoon);
  addEventListener('online', lookSoon);
}

/** What draws a page is as large as some photos, and keeps to what the person has chosen for those. */
async function mayLoad(store: Store, device: DevicePort): Promise<boolean> {
  if ((await readPhotoSetting(store.db)) === 'always') return true;
  return (await device.photoPolicy()).connection === 'unmetered';
}
