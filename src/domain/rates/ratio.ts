/** A rate as an exact fraction: no floats, so that every phone and the server come to the same figure. */
export type Ratio = { readonly over: bigint; readonly under: bigint };

/** The most decimals that a rate is written with (`rateValueSchema`). */
const decimals = 10;

/** `0.0405` as 405/10000. The text has been checked by `rateValueSchema`. */
export function ratioOf(decimal: string): Ratio {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

export function inverse({ over, under }: Ratio): Ratio {
  return { over: under, under: over };
}

export function times(a: Ratio, b: Ratio): Ratio {
  return { over: a.over * b.over, under: a.under * b.under };
}

/**
 * Decimal text of up to ten decimals, rounded half to even.
 *
 * @returns undefined when nothing but zeros would be left, or more than six digits stand before the point
 */
export function decimalOf({ over, under }: Ratio): string | undefined {
  const scaled = roundHalfEven(over * 10n ** BigInt(decimals), under);
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  if (scaled === 0n || whole.length > 6) return undefined;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function roundHalfEven(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  const twice = (over % under) * 2n;
  const up = twice > under || (twice === under && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}
