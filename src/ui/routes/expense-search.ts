import { foldText } from '#domain/search/fold.ts';

/** True when every word of the query stands somewhere in the texts, in any order, also within a longer word. */
export function matches(query: string, texts: readonly string[]): boolean {
  const hay = foldText(texts.join('\n'));
  return foldText(query)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
