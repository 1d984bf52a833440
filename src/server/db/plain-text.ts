/** What a device sent as a name may hold NUL or half a surrogate pair, which a text column may refuse for ever. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
