/**
 * The secret of an invitation's link, from the whole link, its `#…` part, or the bare secret, as a person pastes it.
 * @returns undefined when there is none in it
 */
export function secretOf(text: string): string | undefined {
  const tail = text.slice(text.lastIndexOf('#') + 1);
  return /(?<![\w-])[\w-]{43}(?![\w-])/.exec(tail)?.[0];
}
