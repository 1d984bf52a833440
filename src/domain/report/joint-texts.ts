import type { Tx } from '../tx.ts';

/** Whether a joint text may be written under this id: it is that of a section of the report, or of a session. */
export async function isText(tx: Tx, textId: string): Promise<boolean> {
  return (await tx.get('section', textId)) !== undefined || (await tx.get('session', textId)) !== undefined;
}
