/** The languages that a caption is offered in: those of the region's wikis, and English. By their codes there. */
const captionLanguages = [
  ...['en', 'be', 'bg', 'bs', 'cs', 'crh', 'de', 'el', 'et', 'hr', 'hu', 'hy', 'ka', 'kk', 'lt', 'lv', 'mk', 'pl'],
  ...['ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'tr', 'tt', 'uk', 'az', 'ba', 'eo'],
];

/** A language's own name, as `українська`; its code where this browser knows no name. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The languages to choose from, by their own names, with those that are in use already. */
export function languageOptions(inUse: readonly string[] = []): { value: string; label: string }[] {
  return [...new Set([...captionLanguages, ...inUse])]
    .map((value) => ({ value, label: languageName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
