import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { readPort } from '../browser-process.ts';
import { enter } from '../draw/screenshot-phone.ts';
import { browserArgs, ensureBrowser } from '../find-browser.ts';

export type LighthousePhone = { readonly port: number; close(): Promise<void> };

/**
 * A browser with a fresh profile that Lighthouse can speak to.
 * @param link signs in first
 */
export async function openPhone(link?: string): Promise<LighthousePhone> {
  const profile = await mkdtemp(join(tmpdir(), 'carnet-lighthouse-'));
  const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run'];
  const own = ['--disable-component-update', '--disable-sync', '--lang=en-GB', ...browserArgs()];
  const child = spawn(ensureBrowser(), [...args, ...own, 'about:blank'], { stdio: 'ignore' });
  const port = Number(await readPort(join(profile, 'DevToolsActivePort')));
  if (link !== undefined) await signIn(port, link);
  return {
    port,
    async close() {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function signIn(port: number, link: string): Promise<void> {
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0]?.newPage();
  if (!page) throw new Error('the browser has no default profile');
  await enter(page, link);
  await page.locator('.sync-synced [role=status]:not(:empty)').waitFor();
  await page.close();
  // Only the connection: the browser itself stays.
  await browser.close();
}
