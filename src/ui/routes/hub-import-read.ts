import Papa from 'papaparse';
import { buildExchange, type NewExchange } from '#domain/creation/new-exchange.ts';
import {
  idOfDigest,
  type Pair,
  type PairsTable,
  pairColumns,
  pairKey,
  readPairs,
} from '#domain/creation/pairs-table.ts';
import type { SavedTemplate } from '#domain/template/schema.ts';

/** A table is text of some hundred lines; a file beyond this is something else. */
const maxBytes = 5_000_000;

/** Reads a file as a table of pairs; null when it is none (a workbook, a picture, a text of another encoding). */
export async function readPairsFile(file: File): Promise<PairsTable | null> {
  if (file.size > maxBytes) return null;
  const text = await textOf(file);
  if (text === null) return null;
  // The delimiter is found out: spreadsheets of the region write semicolons.
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  return readPairs(data);
}

/** Spreadsheets write UTF-8, or UTF-16 with a mark in front; anything else would come out garbled. */
async function textOf(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The lines of a table with the ids that their exchanges have, now and whenever the table comes again. */
export type IdentifiedPair = { readonly pair: Pair; readonly id: string };

export function identify(pairs: readonly Pair[]): Promise<IdentifiedPair[]> {
  return Promise.all(pairs.map(async (pair) => ({ pair, id: await idOf(`exchange ${pairKey(pair.fields)}`) })));
}

export type Creator = {
  readonly hub: { readonly id: string; readonly name: string };
  readonly template: SavedTemplate;
  readonly createdAt: string;
};

/** The exchange of a line; all its ids follow from the line, so that it is the same one whenever it is made. */
export async function exchangeOf(
  { pair, id }: IdentifiedPair,
  { hub, template, createdAt }: Creator,
): Promise<NewExchange> {
  const { fields, people } = pair;
  const { sections, amounts } = template.template;
  const count = people.length + sections.length + amounts.length;
  const others = await Promise.all(Array.from({ length: count }, (_, index) => idOf(`${id} ${index}`)));
  const ids = [id, ...others].values();
  const newId = () => ids.next().value ?? id;
  return buildExchange({ fields, people, hub, template, newId, createdAt });
}

async function idOf(words: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`carnet ${words}`));
  return idOfDigest(new Uint8Array(digest));
}

/** A table to begin with: the headings, and one line. With the mark that makes spreadsheets read UTF-8. */
export function exampleTable(): Blob {
  const line = {
    topic: 'WikiClubs in schools',
    format: 'mentee travels',
    'mentee community': 'Wikimedians of Example',
    'mentor community': 'Wikimedia Sample',
    'host city': 'Brno',
    'host zone': 'Europe/Prague',
    'first day': '2027-05-12',
    'last day': '2027-05-16',
    currency: 'EUR',
    venue: '',
    address: '',
    mentees: 'Олена Приклад <ExampleO>; Second Person',
    mentors: 'Jana Ukázková',
  } satisfies Record<keyof typeof pairColumns, string>;
  const text = Papa.unparse({ fields: Object.keys(pairColumns), data: [Object.values(line)] });
  return new Blob(['\ufeff', text], { type: 'text/csv' });
}
