import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../find-browser.ts';
import type { Benches } from './page/main.ts';

/** The page of tests/bench/page in a real browser, whose profile is on the disk as a phone's is. */
export async function openBenchPage(profile: string, origin: string): Promise<{ page: Page; context: BrowserContext }> {
  const executablePath = findBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    args: browserArgs(),
    baseURL: origin,
    // The floor's server has another address, which the app's policy forbids.
    bypassCSP: true,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.waitForFunction(() => 'benches' in window);
  return { page, context };
}

/** Builds that page, as the app is built. */
export async function buildBenchPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: resolve(import.meta.dirname, 'page'),
    logLevel: 'error',
    define: { __APP_VERSION__: '"bench"' },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true },
  });
  // The server refuses a folder without a worker.
  await cp(join(outDir, 'index.html'), join(outDir, 'sw.js'));
}

type Answer<Name extends keyof Benches> = Awaited<ReturnType<Benches[Name]>>;

/** Runs one of the page's benchmarks by its name. */
export async function call<Name extends keyof Benches>(
  page: Page,
  name: Name,
  ...given: Parameters<Benches[Name]>
): Promise<Answer<Name>> {
  const answer: unknown = await page.evaluate(
    ([asked, args]) => {
      // main.ts has put them there, under these names.
      const { benches } = window as unknown as { benches: Record<string, (...given: unknown[]) => Promise<unknown>> };
      return benches[asked]?.(...args);
    },
    [name, given as unknown[]] as const,
  );
  return answer as Answer<Name>;
}
