import * as z from 'zod/mini';
import { currencySchema, rateValueSchema } from '../expense/money-schema.ts';
import { daySchema } from '../scalars.ts';

/** What one bank published for one pair of currencies: so many `to` for one `from`, by day of publication. */
export const seriesSchema = z.object({
  /** The bank's usual short name: ECB, NBP, NBU … */
  source: z.string().check(z.minLength(1), z.maxLength(20)),
  from: currencySchema,
  to: currencySchema,
  /** In the order of their days. */
  values: z.array(z.tuple([daySchema, rateValueSchema])),
});
export type Series = z.infer<typeof seriesSchema>;

/** One published figure. */
export type Quote = Pick<Series, 'source' | 'from' | 'to'> & { readonly day: string; readonly value: string };

/** The answer of `GET /api/rates`: everything published from a day on, for all of Carnet's currencies. */
export const ratePackSchema = z.object({ type: z.literal('rates'), since: daySchema, series: z.array(seriesSchema) });
export type RatePack = z.infer<typeof ratePackSchema>;

/** Quotes in any order as series, each in the order of its days. */
export function seriesOf(quotes: Iterable<Quote>): Series[] {
  const found = new Map<string, Series>();
  for (const { source, from, to, day, value } of quotes) {
    const key = `${source} ${from} ${to}`;
    const series = found.get(key) ?? { source, from, to, values: [] };
    series.values.push([day, value]);
    found.set(key, series);
  }
  for (const { values } of found.values()) values.sort(([a], [b]) => (a < b ? -1 : 1));
  return [...found.values()];
}
