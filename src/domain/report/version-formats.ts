import { blockFormatsOf, inlineFormatsOf, type Run, runsOf } from '../rich-text.ts';
import { openText, textField } from '../text.ts';
import type { TextVersion } from './schema.ts';

/** The formats of one message's versions take at most this much as JSON, in UTF-16 units: a push has to hold them. */
export const formatsLimit = 60_000;

/** What a version keeps of a text. */
export type KeptText = Pick<TextVersion, 'words' | 'formats'>;

/** A text's words and, as far as there is room for them, its formats. */
export function keptText(updates: readonly string[], room = formatsLimit): KeptText {
  const text = openText(updates).getText(textField);
  return withFormats(text.toString(), runsOf(text.toDelta()), room);
}

/** @param room how much the formats may take as JSON; without enough of it the words are kept alone */
export function withFormats(words: string, runs: readonly Run[], room = formatsLimit): KeptText {
  const formats: NonNullable<TextVersion['formats']> = [];
  let at = 0;
  for (const run of runs) {
    if (Object.keys(run.formats).length > 0) formats.push({ at, length: run.text.length, formats: run.formats });
    at += run.text.length;
  }
  // An embed of a newer Carnet is a place in the text, and no word: the places would not fit.
  const fits = at === words.length && sizeOf(formats) <= room;
  return fits ? { words, formats } : { words };
}

/** How much room a version's formats take. */
export function sizeOf(formats: TextVersion['formats']): number {
  return JSON.stringify(formats ?? []).length;
}

/** The runs of a version; null for one of before formats were kept, which knows of its words only. */
export function runsOfVersion({ words, formats }: KeptText): Run[] | null {
  if (!formats) return null;
  const runs: Run[] = [];
  let at = 0;
  for (const span of formats.toSorted((one, other) => one.at - other.at)) {
    const end = Math.min(span.at + span.length, words.length);
    if (span.at < at || end <= span.at) continue;
    if (span.at > at) runs.push({ text: words.slice(at, span.at), formats: {} });
    const text = words.slice(span.at, end);
    runs.push({ text, formats: text === '\n' ? blockFormatsOf(span.formats) : inlineFormatsOf(span.formats) });
    at = end;
  }
  if (at < words.length) runs.push({ text: words.slice(at), formats: {} });
  return runs;
}
