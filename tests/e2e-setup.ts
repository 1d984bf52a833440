import { resolve } from 'node:path';
import { ensureBuilt } from '../src/server/ensure-built.ts';

/** Once before all end-to-end tests: they run against the app as it is shipped. */
export default async function buildApp(): Promise<void> {
  await ensureBuilt(resolve(import.meta.dirname, '..'));
}
