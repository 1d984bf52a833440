/** The ranges of letters of a font file, as CSS writes them: `U+0000-00FF,U+0131`. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export function readRanges(css: string): Ranges {
  return css.split(',').flatMap((part) => {
    const match = /^\s*U\+([0-9a-f]+)(?:-([0-9a-f]+))?\s*$/i.exec(part);
    if (!match?.[1]) return [];
    return [[Number.parseInt(match[1], 16), Number.parseInt(match[2] ?? match[1], 16)] as const];
  });
}

export function covers(ranges: Ranges, letter: number): boolean {
  return ranges.some(([first, last]) => letter >= first && letter <= last);
}

/** The letters of some texts, composed (NFC), each once; blanks and controls are not drawn. */
export function lettersOf(texts: Iterable<string>): Set<number> {
  const letters = new Set<number>();
  for (const text of texts)
    for (const letter of text.normalize('NFC')) {
      const code = letter.codePointAt(0) ?? 0;
      if (code > 0x20) letters.add(code);
    }
  return letters;
}
