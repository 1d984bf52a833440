import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserArgs, findBrowser } from './find-browser.ts';

/** A browser on a profile, spoken to over the port of its debugger. `child` leads a process group of its own. */
export type BrowserProcess = { readonly child: ChildProcess; readonly port: string };

/** Started by hand and spoken to over its debugging port, so that the whole process tree can be killed. */
export async function spawnBrowser(profile: string): Promise<BrowserProcess> {
  const executable = findBrowser();
  if (!executable) throw new Error('no browser: npm test installs one');
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const args = [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    ...quiet,
    ...browserArgs(),
  ];
  const child = spawn(executable, [...args, 'about:blank'], { stdio: 'ignore', detached: true });
  endWithUs(child);
  return { child, port: await readPort(portFile) };
}

const ownPages = [
  ...['InitialWebUI', 'PreloadTopChromeWebUI', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxPopup'],
  ...['WebUIReloadButton', 'WebUIToolbar', 'SpareRendererForSitePerProcess'],
];

/** Nothing of the browser's own goes over the network, and nothing asks. */
export const quiet = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--lang=en-GB',
  // A tab behind another one would wait up to a minute for its next timer.
  '--disable-background-timer-throttling',
  // Its toolbar and address field are pages of its own, which cost as much as all the rest of its start.
  `--disable-features=${ownPages.join()}`,
];

/** The port of its debugger, which a browser writes into its profile. */
export async function readPort(file: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the browser did not start');
}

/** A run that is broken off leaves no browser behind. */
function endWithUs(child: ChildProcess): void {
  const end = () => child.pid !== undefined && child.signalCode === null && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}
