import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { captureFile, readAside } from './capture.ts';
import { type EvidencePlace, type InboxFile, listInbox } from './inbox.ts';
import { putInInbox, removeFromInbox } from './inbox-database.ts';
import type { Aside } from './picture/picked.ts';
import { listRows } from './queries/rows.ts';
import type { Store } from './store.ts';

/** Where a photo of the visit belongs. */
export type Belongs = Omit<EvidencePlace, 'exchangeId' | 'tries'>;

/** How long a file in the inbox counts as being taken in just now, in ms: longer than the worker's patience. */
export const takingIn = 100_000;

/**
 * Takes in a photo as evidence. Decoding it may take more memory than the phone has, and the whole app with it; a photo
 * that was just taken may exist nowhere else. So it waits in the inbox until its row is written.
 *
 * @param onAdded hears of the id of its row, once that is written
 * @returns why it can't be taken in: then the file is untouched, and nothing waits
 */
export async function captureEvidence(
  store: Store,
  file: File,
  belongs: Belongs,
  onAdded: (id: string) => void = () => {},
): Promise<ErrorCode | null> {
  const { participantId, exchangeId } = store.context;
  const { name, type } = file;
  const evidence = { ...belongs, exchangeId, tries: 0 };
  const aside = { id: store.newId(), name, type, addedAt: store.now(), participantId, expenseId: null, evidence };
  const code = await takeInEvidence(store, file, name, belongs, { onAdded, aside });
  await removeFromInbox([aside.id]).catch(() => undefined);
  return code;
}

/**
 * Takes in what the app was closed in the middle of. A photo that has taken the app down once is not decoded again: it
 * is kept as it came. One that can't be taken in at all waits with the files that other apps share.
 */
export async function resumeEvidence(store: Store): Promise<void> {
  const { participantId, exchangeId } = store.context;
  for (const file of await listInbox(participantId)) {
    const { evidence } = file;
    if (evidence?.exchangeId !== exchangeId || store.now() - file.addedAt <= takingIn) continue;
    await resume(store, file, evidence);
  }
}

async function resume(store: Store, file: InboxFile, place: EvidencePlace): Promise<void> {
  const { tries, exchangeId: _, ...belongs } = place;
  // Noted before it is begun: the next start knows of it, whatever becomes of this one.
  await putInInbox([{ ...file, evidence: { ...place, tries: tries + 1 } }]);
  const careful = tries === 0 ? store : { ...store, preparePicture: undefined };
  const code = await takeInEvidence(careful, new Blob([file.bytes], { type: file.type }), file.name, belongs, {
    again: true,
  });
  if (code === null) await removeFromInbox([file.id]);
  else if (!passing.has(code)) await putInInbox([{ ...file, evidence: undefined }]);
}

/** What is not the photo's fault and may be otherwise the next time. */
const passing: ReadonlySet<ErrorCode> = new Set(['storage_full', 'storage_failed', 'app_outdated', 'offline']);

async function takeInEvidence(
  store: Store,
  file: Blob,
  name: string,
  belongs: Belongs,
  { onAdded, again = false, aside = null }: { onAdded?: (id: string) => void; again?: boolean; aside?: Aside | null },
): Promise<ErrorCode | null> {
  try {
    const captured = await captureFile(store, file, name, 'evidence', await readAside(store, file, aside));
    // The app may have been closed after the row was written and before the file left the inbox.
    const rows = again ? await listRows(store, 'evidence') : [];
    if (rows.some(({ blob, createdBy }) => blob === captured.blob && createdBy === captured.createdBy)) return null;
    const evidence = { id: store.newId(), ...belongs, caption: '', licence: 'CC BY-SA 4.0', ...captured } as const;
    const rejection = await store.mutate('evidence.add', evidence);
    if (!rejection) onAdded?.(evidence.id);
    return rejection?.code ?? null;
  } catch (error) {
    return codeOf(error, 'storage_failed');
  }
}
