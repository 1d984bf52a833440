import { foldText } from '#domain/search/fold.ts';

/** Texts as they are looked through. */
export function searchable(texts: readonly string[]): string {
  return foldText(texts.join('\n'));
}

/** True when every word of the query stands somewhere in them, in any order, also within a longer word. */
export function holds(searched: string, query: string): boolean {
  return foldText(query)
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
