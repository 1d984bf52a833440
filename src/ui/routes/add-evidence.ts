import { captureEvidence } from '#store/evidence-capture.ts';
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
): Promise<PhotoFailure[]> {
  const failures: PhotoFailure[] = [];
  for (const file of files) {
    const code = await captureEvidence(store, file, { sectionId, ...(sessionId === undefined ? {} : { sessionId }) });
    if (code) failures.push({ file, code });
  }
  return failures;
}
