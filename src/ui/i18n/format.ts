import { amountToDecimal, type Currency, minorDigits } from '#domain/expense/money.ts';
import { type DateStyle, dateStyles } from './date-styles.ts';
import { sayDay } from './day-words.ts';
import { type Language, tagOf } from './languages.ts';
import { byteUnits, createLocalDates, type LocalDates } from './local-dates.ts';
import { memoize, once } from './once.ts';
import type { Words } from './words.ts';

/** Dates, times, numbers and money of one language. */
export type Format = ReturnType<typeof createFormat>;

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/**
 * @param words  of the first screen, with those for its day
 * @param dates  for a language whose dates some browsers lack; see local-dates.ts
 */
export function createFormat(language: Language, words: Words = {}, dates?: LocalDates) {
  const locale = dates?.near ?? tagOf(language);
  const local = dates && createLocalDates(dates, tagOf(language));
  const dateFormat = memoize((style: string) => new Intl.DateTimeFormat(locale, dateStyles[style as DateStyle]));
  const relativeFormat = memoize(
    (style: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: style as RelativeStyle }),
  );
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const clock = memoize(
    // All of them write hours and minutes as English does.
    (zone: string) =>
      new Intl.DateTimeFormat(local ? 'en-GB' : locale, { ...clockStyle, ...(zone ? { timeZone: zone } : {}) }),
  );
  const whole = once(() => new Intl.NumberFormat(locale));
  const decimalSign = once(
    () =>
      whole()
        .formatToParts(1.5)
        .find(({ type }) => type === 'decimal')?.value ?? '.',
  );
  const collator = once(() => new Intl.Collator(tagOf(language), { numeric: true }));
  const moneyFormat = memoize((currency: string) => {
    const digits = minorDigits(currency as Currency);
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...exactly });
  });

  /** “2 hours ago” (“2 hr ago” when short), “in 3 days”, “now”: `instant` as seen at `now`, both in ms. */
  function relative(instant: number, now: number, style: RelativeStyle = 'long'): string {
    const distance = instant - now;
    const [unit, size] = units.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', 1];
    const count = unit === 'second' ? 0 : Math.trunc(distance / size);
    return local ? local.relative(count, unit, style) : relativeFormat(style).format(count, unit);
  }

  return {
    /** A calendar day (`YYYY-MM-DD`): “Tuesday 12 May” unless another style is asked for. */
    day: (day: string, style: DateStyle = 'long') =>
      local?.day(midnight(day), style) ??
      (style === 'long' ? sayDay(words, midnight(day)) : undefined) ??
      dateFormat(style).format(midnight(day)),

    /** “10–14 May 2027”. */
    dayRange: (first: string, last: string) =>
      local
        ? local.dayRange(midnight(first), midnight(last))
        : dateFormat('medium').formatRange(midnight(first), midnight(last)),

    /** An instant (ms since the epoch) as a wall-clock time; in the device's zone unless an IANA zone is named. */
    time: (instant: number, zone = '') => clock(zone).format(instant),

    /** For what may be to come; what has been is said by `ago`. */
    relative,

    /** How long ago something was: “2 hours ago”. What a clock ahead of this one has noted was “now”, not “in 1 hour”. */
    ago: (instant: number, now: number, style?: RelativeStyle) => relative(Math.min(instant, now), now, style),

    /** Minor units as an amount with its currency; the digits are ISO 4217's, not `Intl`'s. */
    money: (minor: number, currency: Currency) => formatDecimal(moneyFormat(currency), signedDecimal(minor, currency)),

    number: (value: number) => whole().format(value),

    /** Decimal text with a point, as one would type it in this language. */
    typed: (decimal: string) => decimal.replace('.', decimalSign()),

    /** 0–1 as a percentage. */
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),

    bytes: (bytes: number) => {
      const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), byteUnits.length - 1);
      if (local) return local.bytes(bytes / 1000 ** step, step);
      const options = { style: 'unit', unit: byteUnits[step], maximumFractionDigits: step > 1 ? 1 : 0 } as const;
      return new Intl.NumberFormat(locale, options).format(bytes / 1000 ** step);
    },

    /** “Ana, Petro and Olena”. */
    list: (items: Iterable<string>) => (local ? local.list([...items]) : list().format(items)),

    /** Orders words as a dictionary of the language does. */
    compare: (one: string, other: string) => collator().compare(one, other),
  };
}

export type RelativeStyle = 'long' | 'short';

const clockStyle = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function signedDecimal(minor: number, currency: Currency): string {
  return (minor < 0 ? '-' : '') + amountToDecimal(Math.abs(minor), currency);
}

/** `Intl` takes decimal text as exactly as it is written; the library's type still asks for a number literal type. */
function formatDecimal(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as Intl.StringNumericLiteral);
}
