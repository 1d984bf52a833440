import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { sayMessage } from './banana.ts';
import type en from './en.json';
import { createFormat, type Format } from './format.ts';
import { type Language, tagOf } from './languages.ts';
import type enStart from './start/en.json';
import type enWelcome from './welcome/en.json';
import { english, loadDates, loadWords, type Words, type WordsPart } from './words.ts';

/** A message of the interface. English is the source, so a key that it lacks does not compile. */
export type MessageKey = Exclude<keyof typeof enStart | keyof typeof enWelcome | keyof typeof en, '@metadata'>;

/** What may stand for $1, $2 …: a number for {{PLURAL:$1|…}}, otherwise words that are already formatted. */
type MessageParam = string | number;

export type Translate = (key: MessageKey, ...params: MessageParam[]) => string;

export type I18n = {
  readonly language: ReadonlySignal<Language>;
  /** The words for a key. Read inside a component, it subscribes to the language. */
  readonly t: Translate;
  /** Dates, numbers and money of the language. */
  readonly format: ReadonlySignal<Format>;
  /**
   * Loads the messages of all screens. Today and the frame around it have theirs from the start, so that nothing else
   * stands between a tap on the icon and the next session; every other screen waits for this. Where the network was lost
   * before the worker had kept the language, English stands in for what is missing, until a later call brings it.
   *
   * @returns whether all of them are in the language
   */
  loadAll(): Promise<boolean>;
  /** Loads the language's messages and shows them; rejects (and changes nothing) when they can't be loaded. */
  setLanguage(language: Language): Promise<void>;
};

/**
 * Opens the interface's words in a language; falls back to English when its file can't be had.
 *
 * @param first what has to be said at once
 */
export async function createI18n(language: Language, first: readonly WordsPart[] = ['start']): Promise<I18n> {
  const current = signal<Language>('en');
  const messages = signal(english);
  const format = signal(createFormat('en', english));
  let wantsAll = false;
  let all: Promise<boolean> | undefined;
  /** Said where the language has no message here. */
  let spare = english;

  async function setLanguage(next: Language): Promise<void> {
    const [dates, words] = await Promise.all([loadDates(next), loadParts(next, wantsAll ? everyPart : first)]);
    batch(() => {
      messages.value = words;
      format.value = createFormat(next, words, dates);
      current.value = next;
    });
  }

  async function readRest(): Promise<boolean> {
    const language = current.value;
    const own = await loadParts(language, everyPart).catch(() => undefined);
    // The worker keeps it with the app.
    if (!own) spare = await loadParts('en', everyPart);
    // Changed meanwhile: setLanguage has seen that all are wanted.
    if (current.value === language) messages.value = own ?? { ...messages.value };
    return own !== undefined;
  }

  if (language !== 'en') await setLanguage(language).catch(() => undefined);
  return {
    language: current,
    format,
    setLanguage,
    loadAll() {
      wantsAll = true;
      all ??= readRest();
      const loading = all;
      // What did not come is asked for again.
      const forget = () => {
        if (all === loading) all = undefined;
      };
      loading.then((isOwn) => isOwn || forget(), forget);
      return loading;
    },
    // Reading the signals subscribes the component that asks, so that a new language repaints it.
    t: (key, ...params) => {
      const own = messages.value[key];
      return sayMessage(own ?? spare[key] ?? '', params, own === undefined ? 'en' : tagOf(current.value));
    },
  };
}

/** What all screens say, but for Help. */
const everyPart: readonly WordsPart[] = ['start', 'welcome', 'rest'];

async function loadParts(language: Language, parts: readonly WordsPart[]): Promise<Words> {
  return Object.assign({}, ...(await Promise.all(parts.map((part) => loadWords(language, part)))));
}
