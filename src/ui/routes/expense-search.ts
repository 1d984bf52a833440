/** Letters of the region that Unicode does not take apart into a base letter and a mark, and apostrophes. */
const plain: Record<string, string> = {
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  ґ: 'г',
  ʼ: '’',
  "'": '’',
};

/**
 * A text as search compares it: without case, accents or other marks, so that “lodz” finds “Łódź”, and
 * “istanbul” finds “İSTANBUL” as well as “ıstanbul”. A decimal comma reads as a point.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ıłđøßæœςґʼ']/gu, (letter) => plain[letter] ?? letter)
    .replace(/(\d),(\d)/g, '$1.$2');
}

/** True when every word of the query stands somewhere in the texts, in any order. */
export function matches(query: string, texts: readonly string[]): boolean {
  const hay = foldText(texts.join('\n'));
  return foldText(query)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
