import { sortedBy } from '../order.ts';
import { hashDistance } from './picture-hash.ts';
import type { Expense, Receipt } from './schema.ts';

/** Another expense that may be the same one, and what is alike: the file itself, its picture, or what was typed. */
export type Duplicate = { expenseId: string; by: 'file' | 'picture' | 'details' };

type Item = { expense: Expense; receipts: readonly Pick<Receipt, 'blob' | 'thumb'>[] };

/** Two photos of one receipt differ in fewer of the 64 bits than this; two receipts of one shop in many more. */
const alike = 7;

/**
 * For each expense the earlier one that it seems to repeat, the surest sign first. Of two, only the later is named:
 * the first one was right.
 *
 * @param pictures the perceptual hashes by the hash of the thumbnail, as far as they have been computed
 */
export function findDuplicates(
  items: readonly Item[],
  pictures: ReadonlyMap<string, string> = new Map(),
): Map<string, Duplicate> {
  const live = sortedBy(
    items.filter(({ expense }) => expense.deletedAt === null),
    ({ expense }) => `${expense.createdAt} ${expense.id}`,
  );
  const found = new Map<string, Duplicate>();
  const files = new Map<string, string>();
  const details = new Map<string, string>();
  const seen: { expenseId: string; picture: string }[] = [];
  for (const { expense, receipts } of live) {
    const { id } = expense;
    const key = detailsKey(expense);
    const own = receipts.flatMap(({ thumb }) => (thumb === null ? [] : (pictures.get(thumb) ?? [])));
    const file = receipts.map(({ blob }) => files.get(blob)).find((other) => other !== undefined);
    const picture = seen.find((other) => own.some((hash) => hashDistance(hash, other.picture) < alike))?.expenseId;
    const typed = key === undefined ? undefined : details.get(key);
    const signs = { file, picture, details: typed };
    for (const by of ['file', 'picture', 'details'] as const) {
      const other = signs[by];
      if (other !== undefined && other !== id && !found.has(id)) found.set(id, { expenseId: other, by });
    }
    for (const { blob } of receipts) if (!files.has(blob)) files.set(blob, id);
    seen.push(...own.map((hash) => ({ expenseId: id, picture: hash })));
    if (key !== undefined && !details.has(key)) details.set(key, id);
  }
  return found;
}

/** Amount, day and merchant, without the difference of case and blanks; undefined while one of them is missing. */
function detailsKey({ amount, currency, day, merchant }: Expense): string | undefined {
  const name = merchant.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (amount === null || amount === 0 || currency === null || day === null || name === '') return undefined;
  return `${amount} ${currency} ${day} ${name}`;
}
