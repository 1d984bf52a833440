/**
 * Dates, lists and sizes of a language that the `Intl` of some browsers does not know: Chromium leaves out Macedonian,
 * Albanian, Georgian and Armenian, and would speak English in the middle of them. The words are the Unicode CLDR's, put
 * into `dates/` by `npm run dates` from a Node that has all of it.
 */
import type { DateStyle } from './date-styles.ts';
import type { RelativeStyle } from './format.ts';
import { once } from './once.ts';

type RelativeUnit = 'day' | 'hour' | 'minute' | 'second';
/** For the language's plural categories, in CLDR's order; `$1` is the number. */
type Forms = readonly string[];

export type LocalDates = {
  /** A language with the same numbers and money that every browser knows. */
  readonly near: string;
  /** In the form that stands beside a day. From January, from Sunday. */
  readonly months: Readonly<Record<'long' | 'short', readonly string[]>>;
  readonly weekdays: Readonly<Record<'long' | 'short', readonly string[]>>;
  /** With `{day}`, `{month}`, `{weekday}`, `{year}`. */
  readonly patterns: Readonly<Record<DateStyle, string>>;
  readonly relative: Readonly<
    Record<
      RelativeStyle,
      Readonly<
        Record<
          RelativeUnit,
          { readonly past: Forms; readonly future: Forms; readonly near: Readonly<Record<string, string>> }
        >
      >
    >
  >;
  /** `$1` bytes, and thousands, millions, and thousands of millions of them. */
  readonly bytes: readonly Forms[];
  /** Between the last two of a list. */
  readonly and: string;
};

export const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Those of `Intl`'s formatters that a language without `Intl` needs, by the same names. */
export function createLocalDates(dates: LocalDates, locale: string) {
  const numbers = once(() => new Intl.NumberFormat(dates.near, { maximumFractionDigits: 1 }));
  const plural = once(() => new Intl.PluralRules(pluralTag(locale)));
  const form = (forms: Forms, count: number) =>
    (forms[plural().select(count) === 'one' ? 0 : 1] ?? '').replace('$1', numbers().format(count));
  const day = (at: Date, style: DateStyle) => {
    const length = style === 'long' ? 'long' : 'short';
    const named: Record<string, string | number | undefined> = {
      day: at.getUTCDate(),
      month: dates.months[length][at.getUTCMonth()],
      weekday: dates.weekdays[length][at.getUTCDay()],
      year: at.getUTCFullYear(),
    };
    return dates.patterns[style].replaceAll(/\{(\w+)\}/g, (_, name) => String(named[name]));
  };
  return {
    day,
    dayRange: (first: Date, last: Date) => `${day(first, 'medium')} – ${day(last, 'medium')}`,
    relative: (count: number, unit: RelativeUnit, style: RelativeStyle) => {
      const { past, future, near } = dates.relative[style][unit];
      return near[count] ?? form(count < 0 ? past : future, Math.abs(count));
    },
    bytes: (count: number, step: number) => form(dates.bytes[step] ?? [], step > 1 ? count : Math.round(count)),
    list: (items: readonly string[]) =>
      items.length < 2 ? (items[0] ?? '') : items.slice(0, -1).join(', ') + dates.and + items.at(-1),
  };
}

/** Plural rules that every browser knows and that are the same for whole numbers up to a million. */
export function pluralTag(locale: string): string {
  if (Intl.PluralRules.supportedLocalesOf(locale).length > 0) return locale;
  const same: Record<string, string> = { mk: 'is', hy: 'fr' };
  return same[locale.split('-')[0] ?? ''] ?? locale;
}
