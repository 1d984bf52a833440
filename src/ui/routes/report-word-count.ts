import { wordsOf } from '#domain/signature/content.ts';
import type { SignedItem } from '#domain/signature/schema.ts';

/** The words of all sections in their own texts, as a person counts them: runs of letters and digits, in any script with spaces. */
export function countReportWords(content: readonly SignedItem[]): number {
  return content
    .filter(({ kind }) => kind === 'section')
    .reduce((sum, item) => sum + (wordsOf(item).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ-]*/gu)?.length ?? 0), 0);
}
