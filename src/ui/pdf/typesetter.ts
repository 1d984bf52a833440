import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import type { Face } from './fonts.ts';
import { covers, type Ranges } from './ranges.ts';

/** Points: A4 with a margin. */
export const paper = { width: 595.28, height: 841.89, margin: 42 } as const;

const ink = rgb(0.13, 0.13, 0.13);
const paleInk = rgb(0.35, 0.35, 0.35);
const ruleInk = rgb(0.75, 0.75, 0.75);

export type TextStyle = { size: number; pale?: boolean };

/** Sets text of any script on pages, each letter in the first face that has it. Lengths are in points. */
export type Typesetter = {
  document: PDFDocument;
  widthOf(text: string, size: number): number;
  /** Breaks at blanks, and within what is too long without one; an ellipsis stands for what no line is left for. */
  wrap(text: string, size: number, width: number, limit?: number): string[];
  draw(page: PDFPage, text: string, at: { x: number; y: number }, style: TextStyle): void;
  drawRight(page: PDFPage, text: string, at: { x: number; y: number }, style: TextStyle): void;
  rule(page: PDFPage, y: number, from?: number, to?: number): void;
};

type Run = { text: string; font: PDFFont };

export async function createTypesetter(faces: readonly Face[]): Promise<Typesetter> {
  const document = await PDFDocument.create();
  // The library asks for an object with `create`, which fontkit's module is.
  document.registerFontkit(fontkit as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
  const fonts: { ranges: Ranges; font: PDFFont }[] = [];
  for (const { ranges, bytes } of faces)
    fonts.push({ ranges, font: await document.embedFont(bytes, { subset: true, features: { liga: false } }) });

  const fontOf = (letter: string) =>
    (fonts.find(({ ranges }) => covers(ranges, letter.codePointAt(0) ?? 0)) ?? fonts[0])?.font;

  function runsOf(text: string): Run[] {
    const runs: Run[] = [];
    for (const letter of oneLine(text)) {
      const font = fontOf(letter);
      if (!font) continue;
      const last = runs.at(-1);
      if (last?.font === font) last.text += letter;
      else runs.push({ text: letter, font });
    }
    return runs;
  }

  // By letter, as the page sets them, without kerning: to measure each line anew would take minutes for two hundred.
  const widths = new Map<string, number>();
  function widthOfLetter(letter: string): number {
    const known = widths.get(letter) ?? fontOf(letter)?.widthOfTextAtSize(letter, 1) ?? 0;
    widths.set(letter, known);
    return known;
  }

  const widthOf = (text: string, size: number) =>
    [...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0) * size;

  function draw(page: PDFPage, text: string, { x, y }: { x: number; y: number }, { size, pale }: TextStyle): void {
    let at = x;
    for (const run of runsOf(text)) {
      page.drawText(run.text, { x: at, y, size, font: run.font, color: pale ? paleInk : ink });
      at += widthOf(run.text, size);
    }
  }

  return {
    document,
    widthOf,
    wrap: (text, size, width, limit = Number.POSITIVE_INFINITY) => wrap(oneLine(text), (line) => widthOf(line, size) <= width, limit), // biome-ignore format: one idea
    draw,
    drawRight: (page, text, { x, y }, style) => draw(page, text, { x: x - widthOf(text, style.size), y }, style),
    rule(page, y, from = paper.margin, to = paper.width - paper.margin) {
      page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness: 0.5, color: ruleInk });
    },
  };
}

/** Composed, and without what no page shows. */
function oneLine(text: string): string {
  return text.normalize('NFC').replace(/[\s\u00a0\u202f\u2009]+/gu, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '').trim(); // biome-ignore format: three steps
}

function wrap(text: string, fits: (line: string) => boolean, limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => piecesOf(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  const all = [...lines, line].filter((one) => one !== '');
  if (all.length <= limit) return all;
  const last = [...(all[limit - 1] ?? '')];
  while (last.length > 0 && !fits(`${last.join('')}…`)) last.pop();
  return [...all.slice(0, limit - 1), `${last.join('')}…`];
}

/** A word that is wider than the line, in pieces that are not. */
function piecesOf(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
