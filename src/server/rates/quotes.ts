import type { Currency } from '#domain/expense/money.ts';
import { currencySchema, rateValueSchema } from '#domain/expense/money-schema.ts';
import { decimalOf, ratioOf } from '#domain/rates/ratio.ts';
import type { Quote } from '#domain/rates/schema.ts';
import { daySchema } from '#domain/scalars.ts';

/** What a bank says of one currency, as its document has it: so many units of it cost `value` of the bank's own. */
export type RawQuote = {
  readonly code: unknown;
  /** `1`, `10`, `100` … */
  readonly nominal: unknown;
  /** A decimal, with a point or a comma. */
  readonly value: unknown;
  /** `YYYY-MM-DD`. */
  readonly day: string;
};

/** The figures for Carnet's currencies, per one unit. Others, and lines that can't be read, are left out. */
export function toQuotes(source: string, home: Currency, raw: Iterable<RawQuote>): Quote[] {
  const quotes: Quote[] = [];
  for (const { code, nominal, value, day } of raw) {
    const from = currencySchema.safeParse(code).data;
    const perUnit = perOne(decimalText(value), decimalText(nominal));
    if (!from || from === home || perUnit === undefined || !daySchema.safeParse(day).success) continue;
    quotes.push({ source, from, to: home, day, value: perUnit });
  }
  return quotes;
}

function perOne(value: string, nominal: string): string | undefined {
  if (!rateValueSchema.safeParse(value).success || !/^[1-9]\d{0,5}$/.test(nominal)) return undefined;
  const { over, under } = ratioOf(value);
  return decimalOf({ over, under: under * BigInt(nominal) });
}

/** A number, as JSON or as text (`1 234,5`), as decimal text; '' when it is none. */
function decimalText(value: unknown): string {
  // JSON's numbers are floats here, but of few digits: toFixed gives those back, and no exponent.
  if (typeof value === 'number') return value.toFixed(10).replace(/\.?0+$/, '');
  const compact = String(value ?? '').replace(/[\s\u00a0\u202f]/g, '');
  return /^\d+([.,]\d+)?$/.test(compact) ? compact.replace(',', '.') : '';
}

/** `13.05.2026` as `2026-05-13`; anything else as it is. */
export function isoDay(text: string): string {
  return text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
}

/** `2026-05-13` as `13.05.2026`. */
export function dottedDay(day: string): string {
  return day.split('-').reverse().join('.');
}
