import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { errorCodes } from '#domain/errors.ts';
import { isMutationName, mutations } from '#domain/mutators.ts';
import enRest from './en.json';
import { createI18n } from './i18n.ts';
import { chooseLanguage, isUnread, languages, type Written, writtenAs } from './languages.ts';
import { errorKey, mutationKey } from './message-keys.ts';
import qqqRest from './qqq.json';
import enStart from './start/en.json';
import qqqStart from './start/qqq.json';
import ukRest from './uk.json';
import enWelcome from './welcome/en.json';
import qqqWelcome from './welcome/qqq.json';

/** The languages that have files, without English. */
const others = [...new Set(languages.map(writtenAs))].filter((language) => language !== 'en');

/** The parts of each language: what Today needs, what else the first page of somebody new needs, and the rest. */
const folders = ['start', 'welcome', '.'] as const;
const parts: Record<string, readonly Record<string, unknown>[]> = {
  en: [enStart, enWelcome, enRest],
  qqq: [qqqStart, qqqWelcome, qqqRest],
  ...Object.fromEntries(others.map((language) => [language, folders.map((folder) => readFile(folder, language))])),
};
const en = { ...enStart, ...enWelcome, ...enRest };
const files: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(parts).map(([language, own]) => [language, Object.assign({}, ...own)]),
);

/** How many forms a PLURAL has, as far as whole numbers need them. */
const pluralForms: Record<Written, number> = {
  ...{ en: 2, bg: 2, cs: 3, el: 2, hu: 2, hy: 2, ka: 2, mk: 2, pl: 3, ro: 3, sq: 2, 'sr-ec': 3, tr: 2, uk: 3 },
};

function readFile(folder: string, language: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(process.cwd(), 'src/ui/i18n', folder, `${language}.json`), 'utf8'));
}
const keys = Object.keys(en).filter((key) => key !== '@metadata');
const uiFolder = join(process.cwd(), 'src/ui');
const sources = readdirSync(uiFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => readFileSync(join(uiFolder, name), 'utf8'));

/** Some sources, and all that they import at once. */
function sourcesOf(...roots: string[]): string[] {
  const seen = new Map<string, string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    const source = readFileSync(file, 'utf8');
    seen.set(file, source);
    for (const [, from = ''] of source.matchAll(/^(?:import|\} from)\s(?!type\b)[^;]*?'([^']+\.tsx?)';$/gm))
      follow(from.startsWith('#') ? join('src', from.slice(1)) : join(dirname(file), from));
  };
  roots.forEach(follow);
  return [...seen.values()];
}

const textOf = (language: string, key: string) => String(files[language]?.[key]);
const placeholders = (text: string) => new Set(text.match(/\$\d/g));
/** Those that are shown, and do not only choose a form of PLURAL or GENDER. */
const shown = (text: string) => placeholders(text.replaceAll(/\{\{(PLURAL|GENDER):\$\d\|/g, ''));
/** How many forms each PLURAL has, without the explicit ones (`0=…`). */
const plurals = (text: string) =>
  [...text.matchAll(/\{\{PLURAL:\$\d\|([^{}]*)\}\}/g)].map(
    (match) => match[1]?.split('|').filter((form) => !/^\d+=/.test(form)).length,
  );

describe('the messages', () => {
  test.each(['qqq', ...others])('of %s have exactly the keys of English', (language) => {
    for (const part of folders.keys())
      expect(Object.keys(parts[language]?.[part] ?? {}).sort()).toEqual(Object.keys(parts.en?.[part] ?? {}).sort());
  });

  test('are named in kebab-case', () => {
    expect(keys.filter((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))).toEqual([]);
  });

  test.each(['en', 'qqq', ...others])('of %s are not empty', (language) => {
    expect(keys.filter((key) => textOf(language, key).trim() === '')).toEqual([]);
  });

  // A language whose word does not vary may leave out the number that only chooses its form.
  test.each(others)('of %s show the same placeholders as English', (language) => {
    const differ = (key: string) => {
      const [english, other] = [textOf('en', key), textOf(language, key)];
      return !(shown(english).isSubsetOf(placeholders(other)) && placeholders(other).isSubsetOf(placeholders(english)));
    };
    expect(keys.filter(differ)).toEqual([]);
  });

  test.each(Object.entries(pluralForms))(
    'of %s have %i forms in each PLURAL and no stray braces',
    (language, forms) => {
      for (const key of keys) {
        const text = textOf(language, key);
        expect(
          plurals(text).every((count) => count === forms),
          key,
        ).toBe(true);
        const rest = text.replaceAll(/\{\{(PLURAL|GENDER):\$\d\|[^{}]*\}\}/g, '');
        expect(rest, key).not.toMatch(/[{}]/);
      }
    },
  );

  test.each(languages)('of %s can all be shown', async (language) => {
    const { t, loadAll } = await createI18n(language);
    await loadAll();
    for (const key of keys)
      expect(t(key as keyof typeof en & 'app-name', '1', '2', '3', '4'), key).not.toMatch(/\$\d|\{\{|^$/);
  });

  test.each(others)('of %s say in all their parts whether a native speaker has read them', (language) => {
    const told = [...folders, 'help'].map((folder) => readFile(folder, language)['@metadata']);
    const review = isUnread(language) ? { translation: 'machine', review: 'awaited' } : {};
    expect(told).toEqual(Array(4).fill({ authors: ['Carnet'], ...review }));
  });

  test('exist for each error code and each mutation', () => {
    expect(errorCodes.filter((code) => !keys.includes(errorKey(code)))).toEqual([]);
    expect(Object.keys(mutations).filter((name) => isMutationName(name) && !keys.includes(mutationKey(name)))).toEqual(
      [],
    );
  });

  test('of the first screens are those that their own files name, and none stands in two parts', () => {
    const families = /^(error|role|session-state)-/;
    const neededBy = (...roots: string[]) => {
      const quoted = sourcesOf(...roots).flatMap((source) => source.match(/(?<=['"`])[a-z0-9-]+(?=['"`$])/g) ?? []);
      const named = new Set(quoted);
      const isNamed = (key: string) => named.has(key) || named.has(families.exec(key)?.[0] ?? key);
      return keys.filter(isNamed);
    };
    const start = neededBy('src/main.ts', 'src/inside.tsx');
    const welcome = neededBy('src/main.ts', 'src/outside.tsx');
    const keysOf = (part: object) => Object.keys(part).filter((key) => key !== '@metadata');
    expect(keysOf(enStart)).toEqual(start.sort());
    expect(keysOf(enWelcome)).toEqual(welcome.filter((key) => !start.includes(key)).sort());
    const every = [enStart, enWelcome, enRest].flatMap(keysOf);
    expect(every.length).toBe(new Set(every).size);
  });

  test('are all used', () => {
    const quoted = new Set(
      sources.flatMap((source) => [...source.matchAll(/['"`]([a-z0-9-]+)['"`]/g)].map((match) => match[1])),
    );
    const prefixes = sources.flatMap((source) =>
      [...source.matchAll(/`([a-z0-9-]+-)\$\{/g)].map((match) => match[1] ?? ''),
    );
    const used = (key: string) => quoted.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });

  test('exist for every key that the screens ask for', () => {
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    );
    const families = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*`([a-z0-9-]+-)\$\{/g)].map((match) => match[1] ?? ''),
    );
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
    expect(families.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });
});

describe('the language', () => {
  test('is the first that the person wants and Carnet speaks', () => {
    expect(chooseLanguage(['de-AT', 'uk-UA', 'en'])).toBe('uk');
    expect(chooseLanguage(['de', 'fr'])).toBe('en');
    expect(chooseLanguage(['de', 'hy', 'en'])).toBe('hy');
  });

  test('is Serbian in the script that the person reads', async () => {
    expect(['sr', 'sr-RS', 'sr-Cyrl-RS', 'sr-ec'].map((tag) => chooseLanguage([tag]))).toEqual(Array(4).fill('sr-ec'));
    expect(['sr-Latn', 'sr-Latn-ME', 'sr-el', 'sh'].map((tag) => chooseLanguage([tag]))).toEqual(
      Array(4).fill('sr-el'),
    );
    const { t, setLanguage } = await createI18n('sr-ec');
    expect(t('nav-plan')).toBe('План');
    await setLanguage('sr-el');
    expect(t('nav-plan')).toBe('Plan');
  });

  test('can be changed, and its words and formats change with it', async () => {
    const i18n = await createI18n('en');
    expect(i18n.t('nav-today')).toBe('Today');
    await i18n.setLanguage('uk');
    expect(i18n.language.value).toBe('uk');
    expect(i18n.t('nav-today')).toBe('Сьогодні');
    expect(i18n.format.value.money(123_450, 'UAH')).toMatch(/1\s234,50/);
  });

  test('says in English what the network was lost before, and in its own words once they come', async () => {
    vi.doMock('./ka.json', () => {
      throw new TypeError('Failed to fetch');
    });
    const i18n = await createI18n('ka');
    expect(await i18n.loadAll()).toBe(false);
    expect(i18n.t('about-licence')).toBe(enRest['about-licence']);
    expect(i18n.t('nav-today')).toBe(files.ka?.['nav-today']);
    vi.doUnmock('./ka.json');
    expect(await i18n.loadAll()).toBe(true);
    expect(i18n.t('about-licence')).toBe(files.ka?.['about-licence']);
  });

  test('keeps the words of all screens when it changes after they were loaded, or while they are', async () => {
    const i18n = await createI18n('en');
    expect(i18n.t('about-licence')).toBe('');
    await Promise.all([i18n.loadAll(), i18n.setLanguage('uk')]);
    expect(i18n.t('about-licence')).toBe(ukRest['about-licence']);
    await i18n.setLanguage('en');
    expect(i18n.t('about-licence')).toBe(enRest['about-licence']);
  });
});
