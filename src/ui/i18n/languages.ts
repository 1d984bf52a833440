/** The languages that Carnet speaks, by their own names. A new one is a line here, a loader in i18n.ts and a file. */
export const languageNames = { en: 'English', uk: 'Українська' } as const;

export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];
