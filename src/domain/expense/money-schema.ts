import * as z from 'zod/mini';
import { type Currency, currencies } from './money.ts';

/** The values of money as messages and rows carry them; apart from money.ts, so that Today shows money without zod. */

export const currencySchema = z.enum(currencies as [Currency, ...Currency[]]);

/** An amount in minor units: 0 to 10^12, whole. */
export const amountSchema = z.int().check(z.minimum(0), z.maximum(1e12));

/** Units of the budget's currency for one unit of the expense's, as decimal text: `0.2342`. */
export const rateValueSchema = z.string().check(z.regex(/^(?=.*[1-9])\d{1,6}(\.\d{1,10})?$/));
