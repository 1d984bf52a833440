import { dateStyles } from './date-styles.ts';

/**
 * The long form of a day (“Tuesday 12 May”) in words that the build puts beside a language's messages: Today says it at
 * once, and the first format of `Intl` would take a slow phone a fifth of a second.
 */
type DayWords = Readonly<Record<'@weekdays' | '@months' | '@day', string>>;

/** At build time. @param locale  BCP 47 */
export function readDayWords(locale: string): DayWords {
  const format = new Intl.DateTimeFormat(locale, dateStyles.long);
  const part = (month: number, day: number, wanted: string) =>
    format.formatToParts(Date.UTC(2027, month, day)).find(({ type }) => type === wanted)?.value ?? '';
  const pattern = format.formatToParts(0).map(({ type, value }) => (type === 'literal' ? value : `{${type}}`));
  return {
    // 9 May 2027 is a Sunday.
    '@weekdays': Array.from({ length: 7 }, (_, day) => part(4, 9 + day, 'weekday')).join('|'),
    '@months': Array.from({ length: 12 }, (_, month) => part(month, 12, 'month')).join('|'),
    '@day': pattern.join(''),
  };
}

/** @returns undefined where the words are not: what was not built, a test */
export function sayDay(words: Partial<Record<string, string>>, at: Date): string | undefined {
  const named: Record<string, string | number | undefined> = {
    weekday: words['@weekdays']?.split('|')[at.getUTCDay()],
    month: words['@months']?.split('|')[at.getUTCMonth()],
    day: at.getUTCDate(),
  };
  return words['@day']?.replaceAll(/\{(\w+)\}/g, (_, name) => String(named[name]));
}
