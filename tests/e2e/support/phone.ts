import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { spawnBrowser } from '../../browser-process.ts';
import { type Network, openNetwork } from './network.ts';

/** The size of a small Android phone, in CSS pixels. */
const viewport = { width: 360, height: 740 };

/** A phone: one Chromium with a profile of its own on the disk, and a network of its own. */
export type Phone = {
  readonly origin: string;
  /** The open page of the app; another one after `reopen` or `restart`. */
  readonly page: Page;
  /** What lies between this phone and the server. */
  readonly network: Network;
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** Closes the app and opens it again at an address, as from the home screen. */
  reopen(path?: string): Promise<Page>;
  /** SIGKILL to the browser and all its processes, then the same profile again. */
  killAndRestart(path?: string): Promise<Page>;
  close(): Promise<void>;
};

export async function openPhone(serverPort: number, options: { dark?: boolean } = {}): Promise<Phone> {
  const profile = await mkdtemp(join(tmpdir(), 'carnet-phone-'));
  const network = await openNetwork(serverPort);
  const origin = `http://localhost:${network.port}`;
  let running = await launch(profile);
  let page = await openPage(running.context, options);
  let isOffline = false;

  async function start(path: string): Promise<Page> {
    page = await openPage(running.context, options);
    if (isOffline) await running.context.setOffline(true);
    await page.goto(origin + path);
    return page;
  }

  return {
    origin,
    network,
    get page() {
      return page;
    },
    async goOffline() {
      isOffline = true;
      network.cut();
      await running.context.setOffline(true);
    },
    async goOnline() {
      isOffline = false;
      network.restore();
      await running.context.setOffline(false);
    },
    async reopen(path = '/today') {
      const old = page;
      await start(path);
      await old.close();
      return page;
    },
    async killAndRestart(path = '/today') {
      await kill(running.child);
      running = await launch(profile);
      return start(path);
    },
    async close() {
      await closeAll(running, network);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Running = { child: ChildProcess; browser: Browser; context: BrowserContext };

async function launch(profile: string): Promise<Running> {
  const { child, port } = await spawnBrowser(profile);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no default profile');
  return { child, browser, context };
}

async function openPage(context: BrowserContext, { dark = false }: { dark?: boolean }): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  return page;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  // The negative number is the process group that `detached` made: the browser and all its children.
  process.kill(-child.pid, 'SIGKILL');
  await once(child, 'exit');
}

async function closeAll({ child, browser }: Running, network: Network): Promise<void> {
  await browser.close().catch(() => undefined);
  await kill(child);
  await network.close();
}
