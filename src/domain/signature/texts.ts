import { byLanguage, isShown } from '../report/translations.ts';
import { openText, textField } from '../text.ts';
import { canonical, item, type ReportReader, readFacts, signedSections } from './content.ts';
import type { SignedItem } from './schema.ts';

type Run = NonNullable<SignedItem['text']>[number];

/** Lists the Yjs updates of a joint text, in any order. */
export type TextReader = (textId: string) => Promise<readonly string[]>;

/**
 * The whole report as it stands, which is what both sides sign. It opens Yjs documents, so no mutator calls it: the
 * phone does before it signs, and the server before it takes a signature.
 */
export async function readReport(rows: ReportReader, updatesOf: TextReader): Promise<SignedItem[]> {
  const sections: SignedItem[] = [];
  const translations = (await rows.list('translation')).filter(isShown).sort(byLanguage);
  for (const { id, key, owner, language } of await signedSections(rows)) {
    const text = runsOf(await updatesOf(id));
    sections.push({ ...item('section', id, { key, owner, language }), ...(text.length > 0 ? { text } : {}) });
    for (const translation of translations.filter(({ sectionId }) => sectionId === id)) {
      const runs = runsOf(await updatesOf(translation.id));
      // One that nobody has begun voids nothing that was signed.
      const about = { sectionId: id, key, language: translation.language };
      if (runs.length > 0) sections.push({ ...item('translation', translation.id, about), text: runs });
    }
  }
  return [...sections, ...(await readFacts(rows))];
}

/**
 * A joint text as runs of equal formats: the same document gives the same runs, however its updates were merged. All
 * formats count, also those that this version does not know, so that phones of two versions find the same.
 */
export function runsOf(updates: readonly string[]): Run[] {
  if (updates.length === 0) return [];
  const runs: Run[] = [];
  for (const { insert, attributes } of openText(updates).getText(textField).toDelta()) {
    const set = Object.entries<unknown>(attributes ?? {}).filter(([, value]) => value !== null);
    addRun(runs, set.length > 0 ? { insert, attributes: Object.fromEntries(set) } : { insert });
  }
  return runs;
}

/** Two documents of the same updates may hold other marks between words that look alike: those are one run. */
function addRun(runs: Run[], next: Run): void {
  const last = runs.at(-1);
  const areAlike = last && canonical(last.attributes ?? null) === canonical(next.attributes ?? null);
  if (areAlike && typeof last.insert === 'string' && typeof next.insert === 'string') last.insert += next.insert;
  else runs.push(next);
}
