/**
 * `npm run dates`: writes src/ui/i18n/dates, the words for dates of the languages that Chromium's `Intl` lacks, from the
 * pinned Node, whose `Intl` has all of the Unicode CLDR.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DateStyle, dateStyles } from '#ui/i18n/date-styles.ts';
import type { RelativeStyle } from '#ui/i18n/format.ts';
import { tagOf } from '#ui/i18n/languages.ts';
import { byteUnits, type LocalDates } from '#ui/i18n/local-dates.ts';

/** With the language whose numbers and money are written the same. */
export const lacking = { hy: 'lv', ka: 'pt-PT', mk: 'da', sq: 'pt-PT' } as const;

export function readDates(language: keyof typeof lacking): LocalDates {
  const locale = tagOf(language);
  return {
    near: lacking[language],
    months: both((length) =>
      Array.from({ length: 12 }, (_, month) => partOf(new Date(Date.UTC(2027, month, 12)), 'month', length)),
    ),
    // 9 May 2027 is a Sunday.
    weekdays: both((length) =>
      Array.from({ length: 7 }, (_, day) => partOf(new Date(Date.UTC(2027, 4, 9 + day)), 'weekday', length)),
    ),
    patterns: { long: pattern('long'), short: pattern('short'), medium: pattern('medium') },
    relative: both((style) => ({
      day: relative('day', style),
      hour: relative('hour', style),
      minute: relative('minute', style),
      second: relative('second', style),
    })),
    bytes: byteUnits.map((unit) => {
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit });
      return [1, 7].map((count) => format.format(count).replace(/[17]/, '$1'));
    }),
    and:
      new Intl.ListFormat(locale, { type: 'conjunction' })
        .formatToParts(['a', 'b'])
        .find(({ type }) => type === 'literal')?.value ?? ' ',
  };

  function partOf(at: Date, type: 'month' | 'weekday', length: 'long' | 'short'): string {
    const format = new Intl.DateTimeFormat(locale, dateStyles[length]);
    return format.formatToParts(at).find((part) => part.type === type)?.value ?? '';
  }

  function pattern(style: DateStyle): string {
    const parts = new Intl.DateTimeFormat(locale, dateStyles[style]).formatToParts(new Date(Date.UTC(2027, 4, 12)));
    return parts.map(({ type, value }) => (type === 'literal' ? value : `{${type}}`)).join('');
  }

  function relative(unit: 'day' | 'hour' | 'minute' | 'second', style: RelativeStyle) {
    const always = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style });
    const auto = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style });
    const forms = (sign: 1 | -1) => [1, 7].map((count) => always.format(sign * count, unit).replace(/[17]/, '$1'));
    const near = [-2, -1, 0, 1, 2].filter((count) => auto.format(count, unit) !== always.format(count, unit));
    return {
      past: forms(-1),
      future: forms(1),
      near: Object.fromEntries(near.map((count) => [count, auto.format(count, unit)])),
    };
  }
}

function both<Value>(read: (length: 'long' | 'short') => Value): Record<'long' | 'short', Value> {
  return { long: read('long'), short: read('short') };
}

if (import.meta.main) {
  for (const language of Object.keys(lacking) as (keyof typeof lacking)[]) {
    const file = resolve(import.meta.dirname, `../src/ui/i18n/dates/${language}.json`);
    await writeFile(file, `${JSON.stringify(readDates(language), null, 2)}\n`);
  }
}
