import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { inviteToDemo, seedDemo } from './demo/seed-demo.ts';
import { openServices } from './services.ts';

/**
 * The API for Vite's dev server to mount: it answers `/api/*` and nothing else. Over the data of CARNET_DATA, or,
 * when that is unset, over a throw-away sample exchange whose links it prints.
 *
 * @param origin Vite's own address, for the links
 */
export async function createDevListener(
  origin = 'http://localhost:5173',
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { CARNET_DATA } = process.env;
  const services = await openServices(CARNET_DATA ?? throwAwayFolder());
  if (CARNET_DATA === undefined) {
    const links = await inviteToDemo(services, origin, await seedDemo(services));
    for (const [role, link] of Object.entries(links)) services.log(`${role}: ${link}`);
  }
  // Vite's process keeps its own Request and Response.
  const listener = getRequestListener(createApp(services).fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}

function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-dev-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
