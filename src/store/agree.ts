import type { Rejection } from '#domain/errors.ts';
import { isShared } from '#domain/private.ts';
import { formatsLimit, type KeptText, keptText, sizeOf } from '#domain/report/version-formats.ts';
import type { StoredRejection } from './db.ts';
import { listTextUpdates } from './queries/report.ts';
import { listRows } from './queries/rows.ts';
import { retryRejection } from './rejections.ts';
import type { Store } from './store.ts';

/** The joint texts of one agreement are kept up to this many UTF-16 units in all: a push has to hold them. */
const maxWords = 150_000;

/**
 * Agrees to the version that the person sees, for their side.
 *
 * @param refused an earlier agreement that was refused: this one takes its place under “Needs attention”
 * @returns why it can't be: `plan-changed` when another version has arrived since the screen was drawn
 * @throws  CarnetError like `mutate`
 */
export async function agree(
  store: Store,
  hash: string,
  refused: StoredRejection | undefined,
): Promise<Rejection | undefined> {
  const args = { id: store.newId(), hash, at: store.instant(), texts: await sessionTexts(store) };
  if (!refused) return store.mutate('plan.agree', args);
  return retryRejection(store, refused, [{ name: 'plan.agree', args }]);
}

async function sessionTexts(store: Store): Promise<(KeptText & { textId: string })[]> {
  const texts: (KeptText & { textId: string })[] = [];
  let left = maxWords;
  let room = formatsLimit;
  for (const { id } of (await listRows(store, 'session')).filter(isShared)) {
    const updates = await listTextUpdates(store, id);
    const text = keptText(updates, room);
    left -= text.words.length;
    if (text.words.trim() === '' || left < 0 || texts.length >= 100) continue;
    texts.push({ textId: id, ...text });
    room -= sizeOf(text.formats);
  }
  return texts;
}
