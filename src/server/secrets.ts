import { hash, timingSafeEqual } from 'node:crypto';

/** A fresh secret for a link or a device: 256 random bits, base64url (`secretSchema`). */
export function createSecret(random: (size: number) => Uint8Array): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** What the server keeps of a secret: SHA-256 of its text, hexadecimal. 256 random bits need no slow hash. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
