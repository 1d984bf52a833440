import type { Section, TextUpdate, TextVersion, Translation } from '#domain/report/schema.ts';
import { byLanguage, isShown } from '#domain/report/translations.ts';
import { textOf } from '#domain/text.ts';
import type { Store } from '../store.ts';
import { getRow, listRows, listRowsOf } from './rows.ts';

/** The Yjs updates that a joint text adds up to, in any order. */
export async function listTextUpdates(store: Store, textId: string): Promise<string[]> {
  return (await listTextRows(store, textId)).map(({ update }) => update);
}

/**
 * The same with their rows, for an editor that takes in only what is new. Those that a server set up again from a backup
 * has lost, and that their author's phone has not brought back yet, are among them: what somebody wrote after or between
 * such words hangs on them, and would be gone from the text without them.
 */
export async function listTextRows(store: Store, textId: string): Promise<TextUpdate[]> {
  const [rows, orphans] = await Promise.all([
    listRowsOf(store, 'textUpdate', textId),
    store.db.orphans.where({ exchangeId: store.context.exchangeId }).toArray(),
  ]);
  // Orphans were rows of this kind.
  const lost = orphans.filter(({ kind }) => kind === 'textUpdate').map(({ row }) => row as TextUpdate);
  return [...rows, ...lost.filter((update) => update.textId === textId)];
}

/** The named versions of a joint text, the earliest first. */
export async function listVersions(store: Store, textId: string): Promise<TextVersion[]> {
  return (await listRowsOf(store, 'textVersion', textId)).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** A section's texts in further languages, in one order everywhere. */
export async function listTranslations(store: Store, sectionId: string): Promise<Translation[]> {
  return (await listRowsOf(store, 'translation', sectionId)).filter(isShown).sort(byLanguage);
}

/** The section that a joint text of the report belongs to, and its language when it is not the section's own text. */
export type TextPlace = { section: Section; translation: Translation | undefined };

/** @returns undefined for a text that is none of the report's */
export async function placeOfText(store: Store, textId: string): Promise<TextPlace | undefined> {
  const translation = await getRow(store, 'translation', textId);
  const section = await getRow(store, 'section', translation?.sectionId ?? textId);
  return section && { section, translation };
}

/** Characters of the first words of a text, where a list shows them. */
const most = 160;

/** What a list says of a joint text: its first words, and who wrote in it last. */
export type TextSummary = { opening: string; authorId: string; at: string };

/** The summaries of all texts that have been written in, by text. */
export async function summarizeTexts(store: Store): Promise<Map<string, TextSummary>> {
  const byText = Map.groupBy(await listRows(store, 'textUpdate'), ({ textId }) => textId);
  return new Map(Array.from(byText, ([textId, updates]) => [textId, summarize(updates)]));
}

function summarize(updates: TextUpdate[]): TextSummary {
  const { authorId, at } = updates.reduce((latest, update) => (latest.at < update.at ? update : latest));
  const words = textOf(updates.map(({ update }) => update))
    .trim()
    .replace(/\s+/g, ' ');
  return { opening: openingOf(words), authorId, at };
}

/** Ends with a whole word, and says that it goes on. */
function openingOf(words: string): string {
  const letters = Array.from(words);
  if (letters.length <= most) return words;
  const cut = letters.slice(0, most - 1).join('');
  return `${cut.replace(/[.,;:]?\s+\S*$/, '')}…`;
}
