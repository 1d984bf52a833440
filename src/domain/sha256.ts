/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
const rounds = fractions(64, 1 / 3);
/** Of the square roots of the first eight (§5.3.3). */
const start = fractions(8, 1 / 2);

/**
 * The SHA-256 (FIPS 180-4) of a text in UTF-8, 64 lower-case hexadecimal digits. A mutator needs it at once, on the
 * phone and on the server, where the platforms' own digests are asynchronous or differ; for bytes of files use those.
 */
export function sha256(text: string): string {
  const words = toBlocks(utf8(text));
  const state = Int32Array.from(start);
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function utf8(text: string): Uint8Array {
  // A UTF-16 unit has three bytes at most.
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    const following = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    if (following === 3) at += 1;
    bytes[length++] = following === 0 ? code : (code >> (6 * following)) | ((0xff00 >> (following + 1)) & 0xff);
    for (let left = following - 1; left >= 0; left -= 1) bytes[length++] = ((code >> (6 * left)) & 0x3f) | 0x80;
  }
  return bytes.subarray(0, length);
}

/** Whole blocks of 16 words: the message, a one bit, zeros, and the length in bits (§5.1.1). */
function toBlocks(bytes: Uint8Array): Int32Array {
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  return Int32Array.from({ length: view.byteLength / 4 }, (_, at) => view.getInt32(at * 4));
}

/** One block into the state (§6.2.2). */
function compress(state: Int32Array, block: Int32Array): void {
  const schedule = expand(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const mixed = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + word(rounds, at);
    const first = (mixed + word(schedule, at)) | 0;
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => {
    state[at] = word(state, at) + value;
  });
}

function expand(block: Int32Array): Int32Array {
  const schedule = new Int32Array(64);
  schedule.set(block);
  for (let at = 16; at < 64; at += 1) {
    const near = word(schedule, at - 2);
    const far = word(schedule, at - 15);
    const mixed = (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)) + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3));
    schedule[at] = mixed + word(schedule, at - 7) + word(schedule, at - 16);
  }
  return schedule;
}

function turn(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

/** A word that is there by construction. */
function word(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}

function fractions(count: number, power: number): Int32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return Int32Array.from(primes, (prime) => (prime ** power % 1) * 2 ** 32);
}
