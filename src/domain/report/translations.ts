import { uuidOfHash } from '../ids.ts';
import { sha256 } from '../sha256.ts';
import type { Translation } from './schema.ts';

/** The id of a section's text in a language: the same wherever it is added. */
export function translationId(sectionId: string, language: string): string {
  return uuidOfHash(sha256(`${sectionId} ${language}`));
}

export function isShown({ removed }: Translation): boolean {
  return removed !== true;
}

/** By its code, which is the same order on every device and in every language of the interface. */
export function byLanguage(a: Translation, b: Translation): number {
  return a.language < b.language ? -1 : a.language > b.language ? 1 : 0;
}
