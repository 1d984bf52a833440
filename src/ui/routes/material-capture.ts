import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { orderBetween } from '#domain/order.ts';
import { captureFile } from '#store/capture.ts';
import type { Store } from '#store/store.ts';
import type { PhotoFailure } from './photo-failures.tsx';

/**
 * Takes in files as materials: each is on the disk and read back before its row is written. They are for the train, so
 * both sides' phones fetch them over any connection, until somebody says otherwise.
 *
 * @param after the order key of the last material
 * @returns those that can't be taken in, and why; the others are saved all the same
 */
export async function addMaterialFiles(store: Store, files: readonly File[], after: string): Promise<PhotoFailure[]> {
  const failures: PhotoFailure[] = [];
  let order = after;
  for (const file of files) {
    order = orderBetween(order, '');
    const code = await addOne(store, file, order);
    if (code) failures.push({ file, code });
  }
  return failures;
}

async function addOne(store: Store, file: File, order: string): Promise<ErrorCode | null> {
  try {
    const captured = await captureFile(store, file, file.name, 'receipt');
    const words = { title: titleOf(captured.name), url: '', note: '', offline: true };
    return (await store.mutate('material.add', { id: store.newId(), order, ...words, ...captured }))?.code ?? null;
  } catch (error) {
    return codeOf(error, 'storage_failed');
  }
}

/** The file's name without its ending; a name of nothing else stays. */
function titleOf(name: string): string {
  return name.replace(/\.[a-z]{2,4}$/i, '').trim() || name.trim() || '…';
}
