import * as z from 'zod/mini';
import type { Quote } from '#domain/rates/schema.ts';
import { isoDay, toQuotes } from './quotes.ts';

/** The national banks that answer with JSON. Each reader throws when the document has another shape. */

const cell = z.union([z.string(), z.number()]);

const nbpSchema = z.array(z.object({ effectiveDate: z.string(), rates: z.array(z.object({ code: cell, mid: cell })) }));

/** Narodowy Bank Polski, tables A (daily) and B (weekly, with the smaller currencies): złoty for one unit. */
export function readNbp(body: unknown): Quote[] {
  return nbpSchema.parse(body).flatMap(({ effectiveDate: day, rates }) =>
    toQuotes(
      'NBP',
      'PLN',
      rates.map(({ code, mid }) => ({ code, nominal: 1, value: mid, day })),
    ),
  );
}

const nbuSchema = z.array(z.object({ exchangedate: z.string(), cc: cell, rate: cell, units: z.optional(cell) }));

/** National Bank of Ukraine: hryvnias for so many units. */
export function readNbu(body: unknown): Quote[] {
  const raw = nbuSchema.parse(body).map(({ exchangedate, cc, rate, units }) => ({
    code: cc,
    nominal: units ?? 1,
    value: rate,
    day: isoDay(exchangedate),
  }));
  return toQuotes('NBU', 'UAH', raw);
}

const nbgSchema = z.array(
  z.object({
    date: z.string(),
    currencies: z.array(z.object({ code: cell, quantity: cell, rate: cell })),
  }),
);

/** National Bank of Georgia: laris for so many units; an empty list on a day without rates. */
export function readNbg(body: unknown): Quote[] {
  return nbgSchema.parse(body).flatMap(({ date, currencies }) => {
    const day = date.slice(0, 10);
    return toQuotes(
      'NBG',
      'GEL',
      currencies.map(({ code, quantity, rate }) => ({ code, nominal: quantity, value: rate, day })),
    );
  });
}

const nbrmSchema = z.array(z.object({ oznaka: cell, nomin: cell, sreden: cell, datum: z.string() }));

/** National Bank of North Macedonia: denars for so many units, the middle rate. */
export function readNbrm(body: unknown): Quote[] {
  const raw = nbrmSchema.parse(body).map(({ oznaka, nomin, sreden, datum }) => ({
    code: oznaka,
    nominal: nomin,
    value: sreden,
    day: isoDay(datum.slice(0, 10)),
  }));
  return toQuotes('NBRM', 'MKD', raw);
}
