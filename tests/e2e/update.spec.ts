import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
    const kept = () => phone.page.evaluate(async () => (await (await caches.open('carnet-words')).keys()).length);
    await expect.poll(kept).toBe(3);

    await renameWords(app, 'uk');
    await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect.poll(kept).toBe(6);
    const reloaded = phone.page.waitForEvent('load');
    await phone.page.getByRole('button', { name: 'Оновити зараз' }).click();
    await reloaded;
    // Those of the version before are gone.
    await expect.poll(kept).toBe(3);
    await phone.goOffline();
    await phone.page.reload();
    await expect(phone.page.getByRole('heading', { level: 1, name: 'Мова' })).toBeVisible();
  } finally {
    await phone.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});

/** As if a message had changed: its files have other names, and so have those that name them. */
async function renameWords(app: string, language: string): Promise<void> {
  const named = new RegExp(`(words-${language}-\\w+-)[\\w-]{8}\\.js`, 'g');
  for (const name of await readdir(app, { recursive: true })) {
    const path = join(app, name);
    if (/\.js\.br$/.test(name)) await rm(path);
    if (!name.endsWith('.js')) continue;
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(named, '$100000000.js'));
    if (name.match(named)) await rename(path, path.replace(named, '$100000000.js'));
  }
}
