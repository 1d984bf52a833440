import { test as base } from '@playwright/test';
import { openPhone, type Phone } from './phone.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { signIn } from './steps.ts';

/** A server with the sample exchange, and the phones of a mentee and a mentor that have opened their links. */
type World = { server: ServerProcess; mentee: Phone; mentor: Phone };

export const test = base.extend<World>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  server: async ({}, use) => {
    const server = await startServerProcess();
    await use(server);
    await server.close();
  },
  mentee: async ({ server }, use) => {
    const phone = await openPhone(server.port);
    await signIn(phone, server.secrets.mentee);
    await use(phone);
    await phone.close();
  },
  mentor: async ({ server }, use) => {
    const phone = await openPhone(server.port);
    await signIn(phone, server.secrets.mentor);
    await use(phone);
    await phone.close();
  },
});
