import { type Language, writtenAs } from './languages.ts';
import { toLatin } from './latin.ts';
import type { LocalDates } from './local-dates.ts';
import enStart from './start/en.json';
import enWelcome from './welcome/en.json';

/** Words by key. */
export type Words = Readonly<Record<string, string>>;

/** What Today needs; what else the first page of somebody new needs; what all screens need; what Help needs, which is long. */
export type WordsPart = 'start' | 'welcome' | 'rest' | 'help';

type File = { readonly default: object };

/** Bundled with the first file: what is shown when no file of another language can be had. */
export const english = toWords({ ...enStart, ...enWelcome });

const files: Record<string, (() => Promise<File>) | undefined> = import.meta.glob<File>([
  './{start/,welcome/,help/,dates/,}*.json',
  '!./**/qqq.json',
  '!./{start,welcome}/en.json',
]);

/**
 * Each part of each language is a file of its own. The service worker keeps English, and all parts of a language that
 * was chosen (sw/words.ts).
 *
 * @throws when the file can't be loaded
 */
export async function loadWords(language: Language, part: WordsPart): Promise<Words> {
  if (language === 'en' && (part === 'start' || part === 'welcome')) return english;
  const words = toWords(await loadFile(part === 'rest' ? '' : `${part}/`, language));
  return language === 'sr-el' ? mapWords(words, toLatin) : words;
}

/**
 * The dates of a language that some browsers lack: not asked which, as the first question to `Intl` takes a slow phone
 * a fifth of a second.
 *
 * @returns undefined for one that every browser knows
 * @throws  when the file can't be loaded
 */
export async function loadDates(language: Language): Promise<LocalDates | undefined> {
  if (!fileOf('dates/', language)) return undefined;
  // Written by tests/write-dates.ts, in this shape.
  return (await loadFile('dates/', language)) as LocalDates;
}

const fileOf = (folder: string, language: Language) => files[`./${folder}${writtenAs(language)}.json`];

async function loadFile(folder: string, language: Language): Promise<object> {
  const load = fileOf(folder, language);
  if (!load) throw new Error(`no file ${folder}${language}`);
  return (await load()).default;
}

/** translatewiki's `@metadata` is about the file and is not a message. */
function toWords(file: object): Words {
  return Object.fromEntries(Object.entries(file).filter(([, text]) => typeof text === 'string'));
}

function mapWords(words: Words, change: (text: string) => string): Words {
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, change(text)]));
}
