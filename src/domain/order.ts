const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A key that sorts (as plain text) between two others, so that moving one row changes one row
 * and two people who reorder offline never renumber each other's lists.
 *
 * @param before the key it must follow, or '' for the start of the list
 * @param after  the key it must precede, or '' for the end of the list
 */
export function orderBetween(before: string, after: string): string {
  let key = '';
  let bounded = after !== '';
  for (let at = 0; ; at += 1) {
    const low = at < before.length ? digits.indexOf(before.charAt(at)) : 0;
    const high = bounded && at < after.length ? digits.indexOf(after.charAt(at)) : digits.length;
    if (bounded && low > high) throw new RangeError(`no order key between “${before}” and “${after}”`);
    if (high - low > 1) return key + digits.charAt(Math.floor((low + high) / 2));
    key += digits.charAt(low);
    if (low < high) bounded = false;
  }
}

/** Sorts rows by their order key; equal keys (two phones chose the same) by id, the same everywhere. */
export function byOrder<T extends { order: string; id: string }>(a: T, b: T): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Sorts by a text that is made once for each, where making it costs more than comparing. */
export function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ item }) => item);
}
