import type { Kind } from '../kinds.ts';

/** For how many years after the visit the originals of receipts are kept at least (DOMAIN, “Money”). */
export const receiptYears = 4;

/** The rows whose files are receipts. The rows themselves stay: they are the accounts. */
export const receiptKinds: readonly Kind[] = ['receipt', 'slipFile'];

/** The last day on which the receipts of a visit that ended on `lastDay` are kept; both as `YYYY-MM-DD`, to be compared as text. */
export function keptUntil(lastDay: string, years: number): string {
  return `${String(Number(lastDay.slice(0, 4)) + years).padStart(4, '0')}${lastDay.slice(4)}`;
}

/** What stands in the place of a name that its person had erased. */
export const erasedName = 'Erased participant';
