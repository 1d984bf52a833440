/**
 * Money as integer minor units (cents) and an ISO 4217 code. No floats: rates are decimal text,
 * conversion is integer arithmetic. Digits come from ISO 4217 and not from `Intl`,
 * which shows HUF and ALL without the decimals that they have.
 */
const minorUnitDigits = {
  EUR: 2, ALL: 2, AMD: 2, AZN: 2, BAM: 2, BGN: 2, CHF: 2, CZK: 2, DKK: 2, GBP: 2, GEL: 2,
  HUF: 2, KZT: 2, MDL: 2, MKD: 2, NOK: 2, PLN: 2, RON: 2, RSD: 2, SEK: 2, TRY: 2, UAH: 2, USD: 2,
} as const; // biome-ignore format: a table reads better in rows

export type Currency = keyof typeof minorUnitDigits;
export const currencies = Object.keys(minorUnitDigits) as Currency[];

export function minorDigits(currency: Currency): number {
  return minorUnitDigits[currency];
}

/**
 * Reads what a person typed (`1 234,50`, `1.234,50`, `42.5`) as minor units.
 * The last comma or point followed by at most the currency's digits is the decimal sign; others group by threes,
 * all with the same sign.
 * @returns minor units, or undefined when it is not an amount of this currency
 */
export function parseAmount(text: string, currency: Currency): number | undefined {
  const compact = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const match = /^([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(compact);
  if (!match) return undefined;
  const whole = (match[1] ?? '').replace(/[.,]/g, '');
  const fraction = match[2] ?? '';
  const digits = minorDigits(currency);
  if (fraction.length > digits) return undefined;
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) && minor <= 1e12 ? minor : undefined;
}

/** Minor units as plain decimal text with a point (`4250` EUR → `42.50`), for files and input fields. */
export function amountToDecimal(minor: number, currency: Currency): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Converts minor units at a decimal rate, rounding half to even, so that the same expense
 * gives the same figure on every phone and on the server.
 */
export function convertMinor(minor: number, from: Currency, rate: string, to: Currency): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const numerator = BigInt(minor) * BigInt(whole + fraction) * 10n ** BigInt(minorDigits(to));
  const denominator = 10n ** BigInt(fraction.length + minorDigits(from));
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return Number(up ? quotient + 1n : quotient);
}
