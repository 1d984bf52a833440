/**
 * `npm run screenshots`: the pictures of the README and of the install dialog, from the real app with the sample
 * exchange, at half past nine on the host's wall, light and dark.
 *
 * `-- --all [--language ka] [--dark] [--width 1280] [--state empty|broken] [--contrast more|forced] [--only REGEXP]`: every
 * screen there is, into a folder below test-results, with a page that shows them side by side. Broken: without a network,
 * and without the photos.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { browserArgs, ensureBrowser } from '../find-browser.ts';
import { drawAllScreens } from './all-screens.ts';
import { type SampleServer, sampleStates, startSample } from './sample-server.ts';
import { enter, type Look, openDevice, show } from './screenshot-phone.ts';

const root = resolve(import.meta.dirname, '../..');
const shown = { today: '/today', schedule: '/plan/schedule', expenses: '/expenses', report: '/report' };

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
    dark: { type: 'boolean', default: false },
    width: { type: 'string', default: '360' },
    state: { type: 'string', default: 'full' },
    contrast: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs() });
try {
  if (values.all) await drawAll(browser);
  else await drawShown(browser);
} finally {
  await browser.close();
}

async function drawAll(browser: Browser): Promise<void> {
  const { language, dark, contrast } = values;
  const width = Number(values.width);
  const state = sampleStates.find((name) => name === values.state);
  if (!state) throw new Error(`no such state: ${values.state}; there are ${sampleStates.join(', ')}`);
  const look: Look = {
    ...{ language, dark, width, density: 1 },
    ...(contrast === 'more' || contrast === 'forced' ? { contrast } : {}),
  };
  const name = [language, dark ? 'dark' : 'light', width, state, ...(look.contrast ? [look.contrast] : [])].join('-');
  const folder = join(root, 'test-results/screens', name);
  await drawAllScreens(browser, { look, state, folder, only: new RegExp(values.only) });
  console.log(join(folder, 'index.html'));
}

/** The dark ones are for those who read in the dark; the install dialog shows the light ones. */
async function drawShown(browser: Browser): Promise<void> {
  // One for both: the first picture that is written would have the next server build the app again.
  const server = await startSample('full');
  try {
    for (const dark of [false, true]) await drawIn(browser, server, dark);
  } finally {
    await server.close();
  }
}

async function drawIn(browser: Browser, server: SampleServer, dark: boolean): Promise<void> {
  const page = await openDevice(browser, server, { language: 'en', dark, width: 360, density: 2 });
  await enter(page, await server.link('mentor'));
  for (const [screen, path] of Object.entries(shown)) {
    await show(page, server.origin + path);
    await page.screenshot({ path: join(root, 'public/screenshots', `${screen}${dark ? '-dark' : ''}.png`) });
  }
}
