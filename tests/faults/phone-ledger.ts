import { textOf } from '#domain/text.ts';
import type { PhoneStorage } from '../e2e/support/storage.ts';
import { checkPlace, type Rows } from './compare.ts';
import type { Ledger } from './ledger.ts';

/** What a screen has called saved: an objective by its title, a receipt's photo by its hash, words by themselves. */
export type Said = { title: string } | { photo: string } | { word: string };

/**
 * Takes what a screen has called saved into the ledger, as it stands on the phone.
 * @returns whether it is there
 */
export function takeIn(said: Said, { rows, photos }: PhoneStorage, ledger: Ledger): boolean {
  if ('photo' in said && !photos.some(({ name, hash }) => name === said.photo && hash === said.photo)) return false;
  const found = 'word' in said ? takeWord(said.word, rows, ledger) : takeRows(said, rows, ledger);
  if (found && 'photo' in said) ledger.photos.add(said.photo);
  return found;
}

/** What was on the phone before and is not any more. */
export function missingIn({ rows, photos }: PhoneStorage, ledger: Ledger): string[] {
  const found = { lost: [], doubled: [], broken: [], notes: [] };
  checkPlace('the phone', toMap(rows), ledger, found);
  const whole = new Set(photos.filter(({ name, hash }) => name === hash).map(({ name }) => name));
  const gone = [...ledger.photos].filter((hash) => !whole.has(hash));
  return [...found.lost, ...found.doubled, ...gone.map((hash) => `the phone: photo ${hash}`)];
}

function takeRows(said: { title: string } | { photo: string }, rows: PhoneStorage['rows'], ledger: Ledger): boolean {
  const fields: Record<string, string> = 'title' in said ? { title: said.title } : { blob: said.photo };
  const [key] =
    Object.entries(rows).find(([, row]) => Object.entries(fields).every(([name, value]) => row[name] === value)) ?? [];
  if (key !== undefined) ledger.rows.set(key, fields);
  return key !== undefined;
}

function takeWord(word: string, rows: PhoneStorage['rows'], ledger: Ledger): boolean {
  const updates = Object.entries(rows).flatMap(([key, row]) => (key.startsWith('textUpdate/') ? [row] : []));
  for (const [textId, of] of Map.groupBy(updates, (row) => String(row.textId))) {
    if (!textOf(of.map(({ update }) => String(update))).includes(word)) continue;
    ledger.paragraphs.push({ textId, word });
    return true;
  }
  return false;
}

function toMap(rows: PhoneStorage['rows']): Rows {
  return new Map(Object.entries(rows));
}
