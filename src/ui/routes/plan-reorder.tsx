import { orderBetween } from '#domain/order.ts';

type Ordered = { id: string; order: string };

/**
 * The new order keys that put the row at `from` where the row at `to` stands. One change, unless phones that
 * were offline gave two rows the same key: then nothing sorts between these, and those after them move up too.
 *
 * @param rows sorted by byOrder
 */
export function reorder(rows: readonly Ordered[], from: number, to: number): Ordered[] {
  const moved = rows[from];
  if (!moved || to < 0 || to >= rows.length || from === to) return [];
  const list = rows.toSpliced(from, 1).toSpliced(to, 0, moved);
  const changes: Ordered[] = [];
  let previous = list[to - 1]?.order ?? '';
  for (const [at, row] of list.entries()) {
    if (at < to) continue;
    if (at > to && row.order > previous) break;
    const after = list.slice(at + 1).find(({ order }) => order > previous)?.order ?? '';
    previous = orderBetween(previous, after);
    changes.push({ id: row.id, order: previous });
  }
  return changes;
}
