import { isShared } from '../private.ts';
import type { Tx } from '../tx.ts';

/**
 * Whether a joint text may be written under this id: it is that of a section of the report, of its translation, or of
 * a session. A personal item has none: its words are nobody's to join.
 */
export async function isText(tx: Tx, textId: string): Promise<boolean> {
  if ((await tx.get('section', textId)) ?? (await tx.get('translation', textId))) return true;
  const session = await tx.get('session', textId);
  return session !== undefined && isShared(session);
}
