/** Letters of the region that Unicode does not take apart into a base letter and a mark, and the forms of the apostrophe. */
const plain: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'e',
  ς: 'σ',
  ґ: 'г',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  ә: 'а',
  ʼ: '’',
  '`': '’',
  "'": '’',
};

/**
 * A text as search compares it: without case, accents or other marks, so that “lodz” finds “Łódź”, “елка” finds “Ёлка”,
 * and “istanbul” finds “İSTANBUL” as well as “ıstanbul”. A decimal comma reads as a point.
 *
 * Letters are taken apart by Unicode's NFKD; what it leaves whole is in the table above.
 */
export function foldText(text: string): string {
  return foldLetters(text).replace(/(\d),(?=\d)/g, '$1.');
}

export type FoldedText = {
  folded: string;
  /** For each UTF-16 unit of `folded` the place in the text that it came from, and at its end the text's length. */
  origins: readonly number[];
};

/** The same letter by letter, so that what was found in the folded text can be marked in the one that people read. */
export function foldWithOrigins(text: string): FoldedText {
  const origins: number[] = [];
  let folded = '';
  let at = 0;
  for (const letter of text) {
    const part = foldLetters(letter);
    for (let unit = 0; unit < part.length; unit += 1) origins.push(at);
    folded += part;
    at += letter.length;
  }
  // The comma is as long as the point.
  return { folded: folded.replace(/(\d),(?=\d)/g, '$1.'), origins: [...origins, text.length] };
}

/** One letter at a time or all at once, the outcome is the same: marks, and with them their order, are gone. */
function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ıłđøßæœəςґғқңөұүәʼ`']/gu, (letter) => plain[letter] ?? letter);
}
