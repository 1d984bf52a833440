import * as Y from 'yjs';

/**
 * Joint text: a Yjs document whose words stand in one Y.Text named `body`.
 * Updates are base64 in rows and messages, so that everything stays JSON.
 */
export const textField = 'body';

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 §4) without the platform's `btoa`, which neither realm shares. */
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

/** The one update that says what several say. */
export function mergeUpdates(updates: readonly string[]): string {
  const [only] = updates;
  if (updates.length === 1 && only !== undefined) return only;
  return bytesToBase64(Y.mergeUpdates(updates.map(base64ToBytes)));
}

/** The document that a set of updates adds up to. */
export function openText(updates: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, base64ToBytes(update));
  }, 'stored');
  return doc;
}

/** The words of a text, as they read now. */
export function textOf(updates: readonly string[]): string {
  return openText(updates).getText(textField).toString();
}
