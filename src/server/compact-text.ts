import { type TextUpdate, textUpdateSchema } from '#domain/report/schema.ts';
import { joinUpdates, openText } from '#domain/text.ts';
import { type Sitting, sittingsOf } from '#domain/text-sittings.ts';
import type { Tx } from '#domain/tx.ts';
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
 * Merges a text's updates into one row per sitting of each author once there are more than {@link maxTextUpdates}, so
 * that it stays known who wrote what when (domain/text-sittings.ts). The first row of a sitting takes in the others. A
 * sitting that is too large for a row stays in several, and more sittings than the limit are all kept: there are as many
 * rows as people sat down to write, not as keys were pressed. Updates merge in any order, so an edit that is on its way
 * while this happens, or one that waits for another, finds its place afterwards as before.
 */
export async function compactText(writer: ExchangeWriter, tx: Tx, textId: string): Promise<void> {
  const count = await writer.countRows('textUpdate', textId);
  if (count <= maxTextUpdates || count % maxTextUpdates !== 1) return;
  for (const { kept, dropped } of mergeSittings(await tx.list('textUpdate', textId))) {
    for (const id of dropped) await tx.delete('textUpdate', id);
    await tx.put('textUpdate', kept);
  }
}

type Merge = { kept: TextUpdate; dropped: string[] };

/** Nothing when they can't be merged: then they stay as they are, and the edit itself still counts. */
function mergeSittings(rows: readonly TextUpdate[]): Merge[] {
  try {
    const sittings = sittingsOf(rows);
    const updates = joinUpdates(sittings.map((sitting) => sitting.rows.map(({ update }) => update)));
    return sittings.flatMap((sitting, index) => mergeSitting(sitting, updates[index]));
  } catch {
    return [];
  }
}

function mergeSitting({ rows, from, to }: Sitting, update: string | undefined): Merge[] {
  const [first, ...others] = rows;
  if (!first || others.length === 0 || update === undefined) return [];
  const kept = { ...first, update, at: to, since: from };
  if (!textUpdateSchema.safeParse(kept).success) return [];
  return [{ kept, dropped: others.map(({ id }) => id) }];
}
