import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { captureFile } from '#store/capture.ts';
import type { Store } from '#store/store.ts';
import type { PhotoFailure } from './photo-failures.tsx';

/**
 * Takes in photos as evidence: each is on the disk and read back before its row is written.
 *
 * @returns those that can't be taken in, and why; the others are saved all the same
 */
export async function addEvidence(
  store: Store,
  files: readonly File[],
  sectionId: string | null,
  sessionId?: string,
  /** Hears of the id of each that is taken in. */
  onAdded: (id: string) => void = () => {},
): Promise<PhotoFailure[]> {
  const failures: PhotoFailure[] = [];
  for (const file of files) {
    const code = await addOne(store, file, { sectionId, ...(sessionId === undefined ? {} : { sessionId }) }, onAdded);
    if (code) failures.push({ file, code });
  }
  return failures;
}

type Belongs = { sectionId: string | null; sessionId?: string };

async function addOne(
  store: Store,
  file: File,
  belongs: Belongs,
  onAdded: (id: string) => void,
): Promise<ErrorCode | null> {
  try {
    const captured = await captureFile(store, file, file.name, 'evidence');
    const evidence = { id: store.newId(), ...belongs, caption: '', licence: 'CC BY-SA 4.0', ...captured } as const;
    const rejection = await store.mutate('evidence.add', evidence);
    if (!rejection) onAdded(evidence.id);
    return rejection?.code ?? null;
  } catch (error) {
    return codeOf(error, 'storage_failed');
  }
}
