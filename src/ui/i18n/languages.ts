/**
 * The languages that Carnet speaks, by translatewiki.net's codes: their own names, their BCP 47 tags with the region
 * whose habits they follow (English in Europe has day before month and 24 hours), and whether a native speaker has read
 * the words. A new one is a line here and a file of its name in each of three folders.
 */
const known = {
  en: ['English', 'en-GB', 'read'],
  bg: ['Български', 'bg-BG', 'unread'],
  cs: ['Čeština', 'cs-CZ', 'unread'],
  el: ['Ελληνικά', 'el-GR', 'unread'],
  hu: ['Magyar', 'hu-HU', 'unread'],
  hy: ['Հայերեն', 'hy-AM', 'unread'],
  ka: ['ქართული', 'ka-GE', 'unread'],
  mk: ['Македонски', 'mk-MK', 'unread'],
  pl: ['Polski', 'pl-PL', 'unread'],
  ro: ['Română', 'ro-RO', 'unread'],
  sq: ['Shqip', 'sq-AL', 'unread'],
  'sr-ec': ['Српски (ћирилица)', 'sr-Cyrl-RS', 'unread'],
  'sr-el': ['Srpski (latinica)', 'sr-Latn-RS', 'unread'],
  tr: ['Türkçe', 'tr-TR', 'unread'],
  uk: ['Українська', 'uk-UA', 'unread'],
} as const;

export type Language = keyof typeof known;

// The keys are those of the object above, which TypeScript does not keep.
export const languages = Object.keys(known) as Language[];

/** A language's name in itself. */
export const nameOf = (language: Language): string => known[language][0];

/** For `lang` attributes and `Intl`. */
export const tagOf = (language: Language): string => known[language][1];

/** Written by a machine; no native speaker has confirmed it yet. The files say so too, in their `@metadata`. */
export const isUnread = (language: Language): boolean => known[language][2] === 'unread';

/** The language whose files hold the words: Serbian is written once, in Cyrillic, and read in both scripts. */
export type Written = Exclude<Language, 'sr-el'>;
export const writtenAs = (language: Language): Written => (language === 'sr-el' ? 'sr-ec' : language);

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(known, code);
}

/** The first of a person's languages (BCP 47, best first) that Carnet speaks; English when it speaks none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted.map((each) => each.toLowerCase())) {
    const base = tag.split('-')[0] ?? '';
    const found = [tag, /^(sr-latn|sh)\b/.test(tag) ? 'sr-el' : base === 'sr' ? 'sr-ec' : base].find(isLanguage);
    if (found) return found;
  }
  return 'en';
}
