import { isLanguage, nameOf, tagOf } from '../i18n/languages.ts';

/** The languages that people's words are offered in: those of the region's wikis, and English. By their codes there. */
const offered = [
  ...['en', 'be', 'bg', 'bs', 'cs', 'crh', 'de', 'el', 'et', 'hr', 'hu', 'hy', 'ka', 'kk', 'lt', 'lv', 'mk', 'pl'],
  ...['ro', 'ru', 'sk', 'sl', 'sq', 'sr-ec', 'sr-el', 'tr', 'tt', 'uk', 'az', 'ba', 'eo'],
];

/** A language's own name, as `Українська`; its code where neither Carnet nor this browser knows a name. */
export function languageName(code: string): string {
  // Browsers lack the names of some languages in themselves, and say them in another.
  if (isLanguage(code)) return nameOf(code);
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** For `lang` attributes. */
export function languageTag(code: string): string {
  return isLanguage(code) ? tagOf(code) : code;
}

/** The languages to choose from, by their own names, with those that are in use already. */
export function languageOptions(inUse: readonly string[] = []): { value: string; label: string }[] {
  return [...new Set([...offered, ...inUse])]
    .map((value) => ({ value, label: languageName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
