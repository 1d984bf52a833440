/**
 * A UUID version 7 (RFC 9562 §5.7) from a time and random bytes, so that ids sort by creation.
 * Pure: the caller brings the clock and the randomness.
 *
 * @param time   milliseconds since the epoch
 * @param random 10 random bytes
 */
export function uuidV7(time: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(time / 2 ** 32));
  view.setUint32(2, time >>> 0);
  bytes.set(random.subarray(0, 10), 6);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of what a hash names: a UUID version 8 (RFC 9562 §5.8), so that what is the same has one id wherever it is made. */
export function uuidOfHash(hash: string): string {
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(12, 15)}`, `a${hash.slice(15, 18)}`];
  return [...parts, hash.slice(18, 30)].join('-');
}
