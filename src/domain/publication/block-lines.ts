import type { LiveBlock } from '../report/schema.ts';
import { type DocumentPart, type DocumentWords, liveParts } from './document.ts';
import type { Publication } from './publication.ts';

/** A line that a block becomes in a text: a heading, words, or an item of a list. */
export type LineOfBlock = { kind: 'heading' | 'words' | 'item'; words: string };

/** What a block says, as lines of a text: a row of its table is an item, and a sum says of what. */
export function linesOfBlock(publication: Publication, block: LiveBlock, words: DocumentWords): LineOfBlock[] {
  return liveParts(publication, block, words).flatMap(linesOf);
}

function linesOf(part: DocumentPart): LineOfBlock[] {
  if (part.part === 'heading') return [{ kind: 'heading', words: part.text }];
  if (part.part === 'words') return [{ kind: 'words', words: part.text }];
  if (part.part !== 'table') return [];
  const { head, rows } = part;
  const isMoney = head.length === 3 && part.hasTotal;
  return rows.map((row) => ({
    kind: 'item',
    words: (isMoney ? row.map((cell, at) => (at === 0 ? cell : `${head[at]} ${cell}`)) : row)
      .map((cell) => cell.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join(' – '),
  }));
}
