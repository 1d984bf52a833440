import { addDays } from '../days.ts';
import type { Currency } from '../expense/money.ts';
import type { Rate } from '../expense/schema.ts';
import { decimalOf, inverse, type Ratio, ratioOf, times } from './ratio.ts';
import type { Series } from './schema.ts';

/**
 * How many days old a figure may be on the day of the expense. Banks leave out weekends and holidays (five days at
 * Easter and Christmas), and NBP's table of the smaller currencies comes once a week; what is older has ended, as the
 * rates of a currency do that was given up.
 */
const stalest = 10;

/**
 * The currencies that are tied to the euro by law, so that no bank needs to be asked: the convertible mark by the
 * Law on the Central Bank of Bosnia and Herzegovina, the lev by its currency board until Bulgaria took the euro.
 */
const tied: readonly { to: Currency; value: string; source: string; until: string }[] = [
  { to: 'BAM', value: '1.95583', source: 'CBBH', until: '9999-12-31' },
  { to: 'BGN', value: '1.95583', source: 'BNB', until: '2025-12-31' },
];

/** By way of these, in this order, where no bank quotes the pair itself: each is the home of a bank with many pairs. */
const between: readonly Currency[] = ['EUR', 'PLN'];

type Leg = { ratio: Ratio; day: string; sources: string[] };

/**
 * The rate of a day from one currency into another, as an expense keeps it: the last figure published on or before that
 * day (DOMAIN, “Money”). Where a bank quotes the other way round it is turned, where none quotes the pair it is crossed.
 *
 * @param day the date of the expense
 * @returns undefined when nobody has published it, or not recently enough
 */
export function findRate(series: readonly Series[], day: string, from: Currency, to: Currency): Rate | undefined {
  const leg = directLeg(series, day, from, to) ?? crossedLeg(series, day, from, to);
  const value = leg && decimalOf(leg.ratio);
  return value === undefined
    ? undefined
    : { value, source: [...new Set(leg?.sources)].join(' / '), day: leg?.day ?? day };
}

function crossedLeg(series: readonly Series[], day: string, from: Currency, to: Currency): Leg | undefined {
  for (const middle of between) {
    if (middle === from || middle === to) continue;
    const first = directLeg(series, day, from, middle);
    const second = first && directLeg(series, day, middle, to);
    if (!first || !second) continue;
    return {
      ratio: times(first.ratio, second.ratio),
      day: first.day < second.day ? first.day : second.day,
      sources: [...first.sources, ...second.sources],
    };
  }
  return undefined;
}

/** As some bank quotes the pair, in either direction. Of several the one that is newest, and then the first. */
function directLeg(series: readonly Series[], day: string, from: Currency, to: Currency): Leg | undefined {
  const fixed = tiedLeg(day, from, to);
  if (fixed) return fixed;
  let best: Leg | undefined;
  for (const one of series) {
    const isTurned = one.from === to && one.to === from;
    if (!isTurned && !(one.from === from && one.to === to)) continue;
    const [published, value] = lastUpTo(one, day) ?? [];
    if (published === undefined || value === undefined || published < addDays(day, -stalest)) continue;
    if (best && best.day >= published) continue;
    const ratio = ratioOf(value);
    best = { ratio: isTurned ? inverse(ratio) : ratio, day: published, sources: [one.source] };
  }
  return best;
}

function tiedLeg(day: string, from: Currency, to: Currency): Leg | undefined {
  for (const { to: currency, value, source, until } of tied) {
    if (day > until) continue;
    if (from === 'EUR' && to === currency) return { ratio: ratioOf(value), day, sources: [source] };
    if (from === currency && to === 'EUR') return { ratio: inverse(ratioOf(value)), day, sources: [source] };
  }
  return undefined;
}

function lastUpTo({ values }: Series, day: string): Series['values'][number] | undefined {
  return values.findLast(([published]) => published <= day);
}
