import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { openPhone } from './support/phone.ts';
import { startServerProcess } from './support/server-process.ts';
import { goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

test('S9: a new version is offered, takes over when the person agrees, and finds every unsent write', async () => {
  const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
  await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
  const server = await startServerProcess(app);
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    // Signed out on the server, so that what is written has to wait.
    await server.revoke('mentee');
    await addObjective(phone.page, 'Written before the update');
    expect((await readPhone(phone.page)).outbox).toBe(1);

    await appendFile(join(app, 'sw.js'), '\n// the next version\n');
    await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(phone.page.getByText('A new version is ready')).toBeVisible();
    const reloaded = phone.page.waitForEvent('load');
    await phone.page.getByRole('button', { name: 'Update now' }).click();
    await reloaded;

    await expect(phone.page.getByText('A new version is ready')).toHaveCount(0);
    await goTo(phone.page, 'Plan');
    await expect(phone.page.getByRole('heading', { name: 'Written before the update' })).toBeVisible();
    expect((await readPhone(phone.page)).outbox).toBe(1);
  } finally {
    await phone.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});

test('a new version brings the words of the chosen language along before it takes over', async () => {
  const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
  await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
  const server = await startServerProcess(app);
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    await phone.page.goto(`${phone.origin}/more/language`);
    await phone.page.getByRole('button', { name: 'Українська' }).click();
    const kept = () =>
      phone.page.evaluate(async () => {
        const requests = await (await caches.open('carnet-words')).keys();
        return requests.map(({ url }) => url.replace(/.*\//, ''));
      });
    await expect.poll(kept).toHaveLength(4);

    await renameScripts(app);
    await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect.poll(kept).toHaveLength(8);
    const reloaded = phone.page.waitForEvent('load');
    await phone.page.getByRole('button', { name: 'Оновити зараз' }).click();
    await reloaded;
    // Those of the version before are gone.
    await expect.poll(kept).toHaveLength(4);
    await phone.goOffline();
    await phone.page.reload();
    await expect(phone.page.getByRole('heading', { level: 1, name: 'Мова' })).toBeVisible();
  } finally {
    await phone.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});

test('Today opens without waiting for the worker, and in the version that the person has agreed to', async () => {
  const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
  await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
  const server = await startServerProcess(app);
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    const open = async () => {
      const page = await phone.reopen('/today');
      await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
      return page.evaluate(openedFrom);
    };
    const before = await open();
    expect(before.source).toBe('cache');

    await renameScripts(app);
    // The one that is here opens, and with that the browser looks for another by itself.
    expect((await open()).script).toBe(before.script);
    await expect(phone.page.getByText('A new version is ready')).toBeVisible();
    // It is here, too, and not agreed to.
    expect(await open()).toEqual({ ...before, documents: 2 });

    const reloaded = phone.page.waitForEvent('load');
    await phone.page.getByRole('button', { name: 'Update now' }).click();
    await reloaded;
    await phone.goOffline();
    const after = await open();
    expect(after).toEqual({ source: 'cache', script: expect.stringContaining('/assets/index-'), documents: 1 });
    expect(after.script).not.toBe(before.script);
  } finally {
    await phone.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});

/** Runs in the page: where the browser had its document from, what it starts, and of how many versions there is one. */
async function openedFrom() {
  const [entry] = performance.getEntriesByType('navigation');
  // Chromium tells it (Static Routing); TypeScript does not know.
  const { workerFinalSourceType: source } = entry as PerformanceEntry & { workerFinalSourceType?: string };
  const documents = (await caches.keys()).filter((name) => name.startsWith('carnet-start')).length;
  return { source, script: document.querySelector('script')?.src, documents };
}

/** As if all of the app had changed: each of its scripts has another name, by which the others know it. */
async function renameScripts(app: string): Promise<void> {
  const names = await readdir(join(app, 'assets'));
  const hashed = new Set(names.filter((name) => /-[\w-]{8}\.js$/.test(name)));
  const renamed = (name: string) =>
    hashed.has(name) ? name.replace(/.\.js$/, (end) => (end[0] === '0' ? '1.js' : '0.js')) : name;
  const all = await readdir(app, { recursive: true });
  // The worker last: the browser looks for a new one when it likes, and that has to find all of its files.
  for (const name of [...all.filter((name) => name !== 'sw.js'), 'sw.js']) {
    const path = join(app, name);
    if (/\.(js|html)\.br$/.test(name)) await rm(path);
    if (!/\.(js|html)$/.test(name)) continue;
    const text = (await readFile(path, 'utf8')).replaceAll(/[\w-]+-[\w-]{8}\.js/g, renamed);
    // What has no hash in its name has one beside it in the worker's list.
    await writeFile(path, name === 'sw.js' ? text.replaceAll(/(["`]?revision["`]?:\s*["`])\w/g, '$1_') : text);
    await rename(path, join(dirname(path), renamed(basename(path))));
  }
}
