import type { Tx } from '../tx.ts';
import { type TextVersion, versionLimit } from './schema.ts';
import type { KeptText } from './version-formats.ts';

/** What is kept of several texts at one moment. */
type Occasion = Pick<TextVersion, 'reason' | 'authorId' | 'at'> & {
  /** The agreement, the signature, or the day (see `dayId`) that the versions belong to. */
  readonly id: string;
};

/**
 * Keeps the words of joint texts as versions. The words come from the caller (a signature's from its args: what was
 * signed is what stood on that screen), since a mutation opens no Yjs document.
 *
 * Run twice for one occasion it keeps the first: the version of a text at an occasion has one id, wherever it is made.
 * An empty text has no versions, nor has one longer than `versionLimit`.
 */
export async function keepVersions(
  tx: Tx,
  { id: occasionId, ...occasion }: Occasion,
  texts: readonly ({ readonly textId: string } & KeptText)[],
): Promise<void> {
  for (const { textId, words, formats } of texts) {
    const id = versionId(textId, occasionId);
    if (words.trim() === '' || words.length > versionLimit || (await tx.get('textVersion', id))) continue;
    await tx.put('textVersion', { id, textId, words, ...(formats ? { formats } : {}), ...occasion });
  }
}

/** The id of a text's version at an occasion: a UUID version 8 (RFC 9562 §5.8), made of both ids. */
export function versionId(textId: string, occasionId: string): string {
  const digits = Array.from(textId, (digit, index) => {
    if (digit === '-') return digit;
    return (Number.parseInt(digit, 16) ^ Number.parseInt(occasionId.charAt(index), 16)).toString(16);
  });
  // The places of the UUID's version and variant.
  digits[14] = '8';
  digits[19] = 'a';
  return digits.join('');
}

/** A day (`YYYY-MM-DD`) in the form of an id, as the occasion of daily versions. */
export function dayId(day: string): string {
  return `00000000-0000-8000-8000-0000${day.replaceAll('-', '')}`;
}
