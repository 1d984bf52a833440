const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 §4) for the domain, whose realm has neither the browser's `btoa` nor Node's `Buffer`. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += base64Digits.charAt(triple >> 18) + base64Digits.charAt((triple >> 12) & 63);
    text += left > 1 ? base64Digits.charAt((triple >> 6) & 63) : '=';
    text += left > 2 ? base64Digits.charAt(triple & 63) : '=';
  }
  return text;
}

export function base64ToBytes(text: string): Uint8Array {
  const plain = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let written = 0;
  for (const character of plain) {
    buffer = ((buffer << 6) | base64Digits.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[written] = (buffer >> bits) & 0xff;
    written += 1;
  }
  return bytes;
}
