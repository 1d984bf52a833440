import { uuidV7 } from '#domain/ids.ts';
import { type TextUpdate, textUpdateSchema } from '#domain/report/schema.ts';
import { mergeUpdates, openText, squashUpdates } from '#domain/text.ts';
import type { Tx } from '#domain/tx.ts';
import type { Services } from './services.ts';
import type { ExchangeWriter } from './storage.ts';

/** A text may have this many update rows before they are merged into one. */
export const maxTextUpdates = 64;

/** Whether the arguments hold a Yjs update that can be applied; other faults are the schema's to find. */
export function isTextUpdate(args: unknown): boolean {
  const parsed = textUpdateSchema.safeParse(args);
  if (!parsed.success) return true;
  try {
    openText([parsed.data.update]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Merges a text's updates into one row once there are more than {@link maxTextUpdates}; the log of
 * mutations keeps the originals. A merge too large for a row is left alone until as many more have come.
 */
export async function compactText(
  { clock, random }: Pick<Services, 'clock' | 'random'>,
  writer: ExchangeWriter,
  tx: Tx,
  textId: string,
): Promise<void> {
  const count = await writer.countRows('textUpdate', textId);
  if (count <= maxTextUpdates || count % maxTextUpdates !== 1) return;
  const updates = await tx.list('textUpdate', textId);
  const latest = updates.reduce((a, b) => (b.at > a.at ? b : a));
  const update = merge(updates);
  if (update === undefined) return;
  const merged: TextUpdate = {
    id: uuidV7(clock().getTime(), random(10)),
    textId,
    update,
    authorId: latest.authorId,
    at: latest.at,
  };
  if (!textUpdateSchema.safeParse(merged).success) return;
  for (const row of updates) await tx.delete('textUpdate', row.id);
  await tx.put('textUpdate', merged);
}

/** Undefined when they can't be merged: then they stay as they are, and the edit itself still counts. */
function merge(updates: readonly TextUpdate[]): string | undefined {
  try {
    const all = updates.map((row) => row.update);
    return squashUpdates(all) ?? mergeUpdates(all);
  } catch {
    return undefined;
  }
}
