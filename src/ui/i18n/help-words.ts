import type en from './help/en.json';
import type { Language } from './languages.ts';

/** The words of Help and of the privacy page, in files of their own: they are long, and few screens need them. */
export type HelpWords = Readonly<Partial<Record<string, string>>>;

/** What Help has a heading for. English is the source, so a topic that it lacks does not compile. */
export type HelpId = keyof typeof en extends infer Key ? (Key extends `${infer Id}-title` ? Id : never) : never;

const loaders: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./help/en.json'),
  uk: () => import('./help/uk.json'),
};

/** @throws when the language's file can't be loaded; the service worker keeps it for offline use */
export async function loadHelpWords(language: Language): Promise<HelpWords> {
  const { default: file } = await loaders[language]();
  return Object.fromEntries(Object.entries(file).filter(([, text]) => typeof text === 'string'));
}

/** The numbered parts of a topic, in their order: its paragraphs, or its steps. */
export function partsOf(words: HelpWords, id: HelpId, part: 'text' | 'step'): string[] {
  const parts: string[] = [];
  for (let at = 1; ; at += 1) {
    const text = words[`${id}-${part}-${at}`];
    if (text === undefined) return parts;
    parts.push(text);
  }
}
