import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { firstHubLink } from './first-hub.ts';
import { openServices } from './services.ts';

/**
 * The API for Vite's dev server to mount: it answers `/api/*` and nothing else.
 * @param dataDir the data folder; CARNET_DATA or `./data` when absent
 * @param origin  Vite's own address, for the first Hub person's link
 */
export async function createDevListener(
  dataDir: string = process.env.CARNET_DATA ?? './data',
  origin = 'http://localhost:5173',
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const services = await openServices(dataDir);
  const link = await firstHubLink(services, origin);
  if (link !== undefined) services.log(`first Hub person: ${link}`);
  // Vite's process keeps its own Request and Response.
  const listener = getRequestListener(createApp(services).fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
