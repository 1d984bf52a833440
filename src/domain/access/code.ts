/**
 * A code that a person types where a link can't be opened: an installed iOS app shares no links with Safari. Ten
 * characters of Crockford's base 32 (50 random bits), which has no letters that look like digits, and no U.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 10;

/** Not a schema, for which Welcome would have to load a library. */
export const codePattern = /^[0-9A-HJKMNP-TV-Z]{10}$/;

/** @param random {@link codeLength} random bytes; of each, five bits count */
export function codeFrom(random: Uint8Array): string {
  return Array.from(random.subarray(0, codeLength), (byte) => alphabet[byte & 31]).join('');
}

/** The code in what somebody typed: spaces, dashes and small letters don't matter, nor O for 0, I or L for 1. */
export function codeOfText(text: string): string | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[\s\-‐‑–—_.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return codePattern.test(plain) ? plain : undefined;
}

/** As it is read out and typed: `K3D9W-7XQ2M`. */
export function spacedCode(code: string): string {
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`;
}
