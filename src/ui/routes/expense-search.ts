import { foldText } from '#domain/search/fold.ts';

/** Texts as they are looked through. */
export function searchable(texts: readonly string[]): string {
  return foldText(texts.join('\n'));
}

/**
 * Tells of searchable texts whether every word of the query stands somewhere in them, in any order, also within a
 * longer word.
 */
export function holding(query: string): (searched: string) => boolean {
  const words = foldText(query).split(/\s+/);
  return (searched) => words.every((word) => searched.includes(word));
}
