import { fitWithin, pictureGoals } from '#domain/picture/fit.ts';

/** The floor of a capture: decodes a photo, encodes it once in the size of a receipt, and puts it durably into IndexedDB. */
self.addEventListener('message', async ({ data }: MessageEvent<File>) => {
  const bitmap = await createImageBitmap(data);
  const { width, height } = fitWithin(bitmap, pictureGoals.receipt.side);
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen) pen.imageSmoothingQuality = 'high';
  pen?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  await put(await blob.arrayBuffer());
  self.postMessage('put');
});

let opened: Promise<IDBDatabase> | undefined;

async function put(bytes: ArrayBuffer): Promise<void> {
  opened ??= open();
  const transaction = (await opened).transaction('photos', 'readwrite', { durability: 'strict' });
  transaction.objectStore('photos').put(bytes, crypto.randomUUID());
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('floor', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('photos');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
