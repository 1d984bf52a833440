import type { Caption } from '../evidence/publishing.ts';
import type { Licence } from '../evidence/schema.ts';
import type { PhotoType } from '../expense/schema.ts';
import type { PublishedPhoto } from './publication.ts';
import { escapeText, userLink } from './wikitext-escape.ts';

/** MediaWiki's limit of a file's name is 240 bytes; the rest is room for the number that makes it unique. */
const nameBytes = 200;

/** Not in a title (https://www.mediawiki.org/wiki/Help:Bad_title), not in a file's name, or turning its writing round. */
const forbidden = /[#<>[\]|{}:/\\%&?*"~\p{Cc}\p{Cs}\p{Co}\u00ad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/gu;
/** Commons' list of bad titles refuses pictograms. */
const pictograms = /\p{Extended_Pictographic}|\ufe0e|\ufe0f|\u20e3/gu;

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;

type Named = { captions: readonly Caption[]; takenOn: string; type: PhotoType };

/**
 * What a photo is called on Commons: what it shows, where and when; never like another one, also not by case.
 * @param taken the names that are given already, in lower case; the new one joins them
 */
export function commonsName({ captions, takenOn, type }: Named, city: string, taken: Set<string>): string {
  const words = clean((captions.find(({ language }) => language === 'en') ?? captions[0])?.text ?? '');
  const where = cut([clean(city), takenOn].filter(Boolean).join(' '), 80);
  const what = cut(words === '' ? 'Peer Learning Exchange' : words, nameBytes - 3 - bytesOf(where));
  const base = upperFirst(`${what} – ${where}`);
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? '' : ` (${number})`}.${extensions[type]}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function clean(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(pictograms, ' ').replace(forbidden, ' ');
  return plain.replace(/[\s_]+/gu, ' ').replace(/^[\s.\-–]+|[\s.\-–]+$/gu, '');
}

/** The beginning that takes at most so many bytes of UTF-8; no letter loses its marks. */
function cut(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (bytesOf(kept) + bytesOf(segment) > limit) break;
    kept += segment;
  }
  return kept.replace(/[\s.\-–]+$/u, '');
}

function bytesOf(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}

/** Commons' titles begin with a capital, where there is one. */
function upperFirst(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase().length === first.length ? first.toUpperCase() + text.slice(first.length) : text;
}

const templates: Record<Licence, string> = {
  'CC BY-SA 4.0': 'cc-by-sa-4.0',
  'CC BY 4.0': 'cc-by-4.0',
  'CC0 1.0': 'cc-zero',
};

/** What was asked of the people shown, in English: Commons' reviewers read it. */
const consentNotes = {
  agreed: 'The people shown agreed to the publication of this photo under its licence.',
  nobody: 'No person can be recognised in this photo.',
} as const;

/** The page of a photo on Commons, for the Upload Wizard or for a copy by hand. */
export function informationOf(photo: PublishedPhoto, topic: string): string {
  const { creator, isUser, licence, consent, place, takenOn } = photo;
  const author = isUser ? userLink(creator) : escapeText(creator);
  const fields = [
    ['description', descriptionOf(photo.captions)],
    ['date', takenOn],
    ['source', isUser ? '{{own}}' : escapeText(`CEE Wiki Peer Learning Exchange: ${topic}`)],
    ['author', author],
    ['other fields', [...(place ? [field('Place', place)] : []), field('Consent', consentNotes[consent])].join('')],
  ];
  return [
    '== {{int:filedesc}} ==',
    '{{Information',
    ...fields.map(([name, value]) => `|${name}=${value}`),
    '}}',
    ...(consent === 'agreed' ? ['{{Personality rights}}'] : []),
    '',
    '== {{int:license-header}} ==',
    isUser ? `{{self|author=${author}|${templates[licence]}}}` : `{{${templates[licence]}}}`,
    '',
  ].join('\n');
}

function field(name: string, value: string): string {
  return `{{Information field|name=${name}|value=${escapeText(value)}}}`;
}

function descriptionOf(captions: readonly Caption[]): string {
  return captions
    .map(({ language, text }) => (language ? `{{${language}|1=${escapeText(text)}}}` : escapeText(text)))
    .join('\n');
}
