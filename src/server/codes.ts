import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { hashSecret } from './secrets.ts';
import type { Services } from './services.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * What the server keeps of a typed code. Fifty bits could be tried out one by one by whoever gets hold of the database,
 * so each try is made dear (scrypt: about 50 ms and 16 MiB). One salt for all, since the hash is also what it is found by.
 */
export async function hashCode(code: string): Promise<string> {
  return (await derive(code, 'carnet code', 32)).toString('hex');
}

/**
 * The hash under which the invitation of a link's secret or of a typed code is kept, or of something that is none.
 * @throws TooMany for a code, when too many were tried by whomever
 * @param key a secret of 43 characters or a code of 10 (keySchema)
 */
export async function secretHashOf(
  { storage, doors }: Pick<Services, 'storage' | 'doors'>,
  key: string,
): Promise<string> {
  if (key.length > 10) return hashSecret(key);
  doors.pass('code', '');
  return (await storage.access.findByCode(await hashCode(key))) ?? hashSecret(key);
}
