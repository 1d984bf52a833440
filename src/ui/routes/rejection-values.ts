import * as Y from 'yjs';
import { base64ToBytes } from '#domain/base64.ts';
import { amountToDecimal } from '#domain/expense/money.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import { categorySchema } from '#domain/expense/schema.ts';
import type { Translate } from '../i18n/i18n.ts';
import { categoryKey } from './expense-words.ts';

/** Fields that a program needs and a person did not type. */
const technical =
  /^(id|.*Id|.*Ids|order|at|createdAt|createdBy|deletedAt|blob|thumb|type|size|licence|update|hash|state|kind|paidBy|reason|since|restored|from|stamp|onlyFor|anchor|todoFor)$/;

/** What a person typed in a mutation's args, to be read and copied: never the ids and hashes around it. */
export function valuesOf(name: string, args: unknown, t: Translate): string[] {
  if (name !== 'text.edit') return typedValues(args, t);
  const update = typeof args === 'object' && args !== null && 'update' in args ? args.update : undefined;
  const words = wordsOfUpdate(update);
  return words === '' ? [] : [words];
}

function typedValues(value: unknown, t: Translate, key = ''): string[] {
  if (technical.test(key) || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => typedValues(inner, t));
  if (typeof value === 'object') {
    const { amount, currency, ...rest } = { amount: undefined, currency: undefined, ...value };
    return [
      ...moneyValues(amount, currency),
      ...Object.entries(rest).flatMap(([name, inner]) => typedValues(inner, t, name)),
    ];
  }
  if (typeof value === 'string')
    return value.trim() === '' ? [] : [key === 'category' ? categoryWords(value, t) : value];
  return typeof value === 'number' ? [String(value)] : [];
}

/** An amount is kept in minor units, which nobody has typed; every currency of the region has two digits of them. */
function moneyValues(amount: unknown, currency: unknown): string[] {
  const known = currencySchema.safeParse(currency);
  if (typeof amount !== 'number') return known.success ? [known.data] : [];
  const decimal = amountToDecimal(amount, known.success ? known.data : 'EUR');
  return [known.success ? `${decimal} ${known.data}` : decimal];
}

function categoryWords(value: string, t: Translate): string {
  const category = categorySchema.safeParse(value);
  return category.success ? t(categoryKey(category.data)) : value;
}

/** The words that a text update (base64) inserts, also when the text that they belong to is gone; '' for none. */
export function wordsOfUpdate(update: unknown): string {
  if (typeof update !== 'string') return '';
  const { structs } = Y.decodeUpdate(base64ToBytes(update));
  const words = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
  );
  return words.join('');
}
