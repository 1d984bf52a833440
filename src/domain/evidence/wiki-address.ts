import { asPageTitle } from '../rich-text.ts';

/** A page of a Wikimedia project, as its address says. */
export type WikiPage = {
  project: string;
  /** The project's language; null for one that has none, as Commons. */
  language: string | null;
  title: string;
};

const withLanguage = [
  'wikipedia',
  'wiktionary',
  'wikibooks',
  'wikinews',
  'wikiquote',
  'wikisource',
  'wikiversity',
  'wikivoyage',
];
const ofWikimedia = ['commons', 'meta', 'incubator', 'outreach', 'species', 'wikimania'];
const withoutLanguage = ['wikidata', 'mediawiki', 'wikifunctions'];

/**
 * The page that an address leads to, also from a phone (`uk.m.wikipedia.org`) and by `index.php?title=`.
 * @returns undefined for an address that is no page of a Wikimedia project
 */
export function wikiPageOf(address: string): WikiPage | undefined {
  const parts = partsOf(address);
  if (!parts) return undefined;
  const site = siteOf(parts.host);
  const title = titleOf(parts);
  return site && title ? { ...site, title } : undefined;
}

type Parts = { host: string; path: string; query: string };

function partsOf(address: string): Parts | undefined {
  const found = /^https?:\/\/([^/?#@\s]+)([^?#\s]*)(\?[^#\s]*)?(?:#\S*)?$/i.exec(address.trim());
  return found ? { host: (found[1] ?? '').toLowerCase(), path: found[2] ?? '', query: found[3] ?? '' } : undefined;
}

function siteOf(host: string): Omit<WikiPage, 'title'> | undefined {
  const names = host.split('.').filter((name) => name !== 'm' && name !== 'www');
  const [first = '', second = '', third] = names;
  if (names.length === 3 && third === 'org') {
    if (withLanguage.includes(second)) return { project: second, language: first };
    if (second === 'wikimedia' && ofWikimedia.includes(first)) return { project: first, language: null };
  }
  const isAlone = names.length === 2 && second === 'org' && withoutLanguage.includes(first);
  return isAlone ? { project: first, language: null } : undefined;
}

function titleOf({ path, query }: Parts): string | undefined {
  const named = /[?&]title=([^&]+)/.exec(query)?.[1]?.replaceAll('+', ' ');
  const raw = named ?? /^\/(?:wiki|[a-z]{2,3}(?:-[a-z]+)*)\/(.+)$/.exec(path)?.[1];
  return raw === undefined ? undefined : asPageTitle(decoded(raw));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
