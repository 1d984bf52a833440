import { test as base } from '@playwright/test';
import { openPhone, type Phone } from './phone.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { signIn } from './steps.ts';

/** A server with the sample exchange, and the phones of a mentee and a mentor that have opened their links. */
type World = { server: ServerProcess; mentee: Phone; mentor: Phone };
type Use<T> = (thing: T) => Promise<void>;

/** A world for each test. */
export const test = base.extend<World>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  server: async ({}, use) => withServer(use),
  mentee: async ({ server }, use) => withPhone(server, 'mentee', use),
  mentor: async ({ server }, use) => withPhone(server, 'mentor', use),
});

/**
 * One world for several tests of a file, where none minds what those before it have left: a browser and its sign-in
 * cost more than most tests. After one that failed, the next begins with a new world.
 */
export function shareWorld() {
  return base.extend<object, World>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    server: [async ({}, use) => withServer(use), { scope: 'worker' }],
    mentee: [async ({ server }, use) => withPhone(server, 'mentee', use), { scope: 'worker' }],
    mentor: [async ({ server }, use) => withPhone(server, 'mentor', use), { scope: 'worker' }],
  });
}

/** @param app the built app that it serves; this checkout's own where none is named */
export async function withServer(use: Use<ServerProcess>, app?: string): Promise<void> {
  const server = await startServerProcess(app);
  await use(server);
  await server.close();
}

async function withPhone(server: ServerProcess, role: 'mentee' | 'mentor', use: Use<Phone>): Promise<void> {
  const phone = await openPhone(server.port);
  await signIn(phone, server.secrets[role]);
  await use(phone);
  await phone.close();
}
