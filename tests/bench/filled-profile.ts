import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { protection } from '#server/security-headers.ts';
import { quiet } from '../browser-process.ts';
import { openNetwork } from '../e2e/support/network.ts';
import { browserArgs, findBrowser } from '../find-browser.ts';
import { startLoadServer } from '../load/server-process.ts';
import { type Size, seedLarge } from './large-exchange.ts';

/** A browser's profile in which the app is installed and holds an exchange with all its photos, and no server answers. */
export type Profile = {
  readonly folder: string;
  readonly origin: string;
  /** The address of an empty page that another service worker keeps. */
  readonly floor: string;
  /** The same page with the headers that protect the app's own. */
  readonly guardedFloor: string;
};

export async function fillProfile(folder: string, dist: string, size: Size): Promise<Profile> {
  const data = `${folder}-data`;
  const secret = await seedLarge(data, size);
  const server = await startLoadServer(data, dist);
  const network = await openNetwork(Number(new URL(server.origin).port));
  const floor = await serveFloor();
  const executablePath = findBrowser();
  const browser = await chromium.launchPersistentContext(folder, {
    args: [...quiet, ...browserArgs()],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const origin = `http://localhost:${network.port}`;
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/join#${secret}`);
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.waitForFunction(filesAre, 2 * size.photos, { timeout: 600_000, polling: 1000 });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(floor.url);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  } finally {
    await browser.close();
    await network.close();
    await server.close();
    floor.server.close();
  }
  return { folder, origin, floor: floor.url, guardedFloor: new URL('/guarded', floor.url).href };
}

/** Runs in the page: whether so many files have arrived. */
async function filesAre(count: number): Promise<boolean> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  const name = names.find((candidate) => candidate.startsWith('carnet-'));
  if (!name) return false;
  const ready = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ready(indexedDB.open(name));
  const found = await ready(db.transaction('blobBytes').objectStore('blobBytes').count());
  db.close();
  return found >= count;
}

const html = '<!doctype html><html lang="en"><title>Floor</title><p>Floor</p>';
const register = '<script>navigator.serviceWorker.register("/sw.js")</script>';
const worker = `
  const pages = ['/page', '/guarded'];
  addEventListener('install', (event) => event.waitUntil(caches.open('floor').then((cache) => cache.addAll(pages))));
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith(
    caches.match(new URL(event.request.url).pathname === '/guarded' ? '/guarded' : '/page')));
`;

async function serveFloor(): Promise<{ url: string; server: Server }> {
  const server = createServer(({ url }, response) => {
    const isWorker = url === '/sw.js';
    response.setHeader('Content-Type', isWorker ? 'text/javascript' : 'text/html');
    if (url === '/guarded') for (const [name, value] of Object.entries(protection)) response.setHeader(name, value);
    response.end(isWorker ? worker : url === '/' ? html + register : html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}
