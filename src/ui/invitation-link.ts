import { codeOfText } from '#domain/access/code.ts';

/**
 * What opens an invitation, from the whole link, its `#…` part, the bare secret, or a code, as a person pastes or types it.
 * @returns undefined when there is none in it
 */
export function secretOf(text: string): string | undefined {
  const tail = text.slice(text.lastIndexOf('#') + 1);
  return /(?<![\w-])[\w-]{43}(?![\w-])/.exec(tail)?.[0] ?? codeOfText(tail);
}
