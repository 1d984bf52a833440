import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { contactSheet, type Drawn } from './contact-sheet.ts';
import { type SampleServer, type SampleState, startSample } from './sample-server.ts';
import { type Screen, screens, signedScreens, type Who } from './screens.ts';
import { enter, type Look, loseNetwork, openDevice, shoot, show } from './screenshot-phone.ts';

export type AllOptions = { look: Look; state: SampleState; folder: string; only: RegExp };

/** Draws every screen of the app into a folder, with a page that shows them all. */
export async function drawAllScreens(browser: Browser, { look, state, folder, only }: AllOptions): Promise<void> {
  const server = await startSample(state);
  const devices = new Map<Who, Page>();
  const drawn: Drawn[] = [];
  const open = async (who: Who) => {
    const page = await openAs(browser, server, look, who);
    if (state === 'broken') await loseNetwork(page, server.origin);
    return page;
  };
  const draw = async (screen: Screen) => {
    const page = devices.get(screen.who) ?? (await open(screen.who));
    devices.set(screen.who, page);
    drawn.push({ screen, file: await drawScreen(page, server, screen, folder) });
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const screen of screens.filter(({ name }) => only.test(name))) await draw(screen);
    const signed = state === 'full' ? signedScreens.filter(({ name }) => only.test(name)) : [];
    if (signed.length > 0) await server.sign();
    for (const screen of signed) await draw(screen);
    await writeFile(join(folder, 'index.html'), contactSheet(drawn, look.width));
  } finally {
    await server.close();
  }
}

async function openAs(browser: Browser, server: SampleServer, look: Look, who: Who): Promise<Page> {
  const page = await openDevice(browser, server, look);
  if (who === 'stranger') return page;
  await enter(page, await server.link(who));
  if (who === 'hub') {
    await show(page, `${server.origin}/hub`);
    await page.locator('.board-open').first().click();
    await page.locator('.sync').waitFor();
  }
  return page;
}

/** @returns the file's name; null where there is nothing that such a screen could be about */
async function drawScreen(page: Page, server: SampleServer, screen: Screen, folder: string): Promise<string | null> {
  const address = await server.address(screen.path);
  if (address === undefined) return null;
  const file = `${screen.name}.png`;
  // One that does not come is drawn as it stands, and said.
  const failed = await show(page, server.origin + address).then(
    () => '',
    (error: unknown) => ` ${error}`.split('\n')[0],
  );
  if (failed) process.exitCode = 1;
  await shoot(page, join(folder, file));
  console.log(`${file}  ${screen.path}${failed}`);
  return file;
}
