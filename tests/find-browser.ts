import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * Names on PATH, best first. `chromium-browser` is left out: on Ubuntu it is a stub that only asks to install
 * something else.
 */
const commandNames = ['chromium', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What the search looks at; a test passes its own machine. */
export interface Machine {
  env: Record<string, string | undefined>;
  isExecutable(path: string): boolean;
  /** Where Playwright would keep its own Chromium, whether it is there or not. */
  playwrightPath(): string;
}

/** The part of a machine that can be given a browser. */
export interface InstallableMachine extends Machine {
  /** The text of /etc/os-release, empty where there is none. */
  osRelease: string;
  isRoot: boolean;
  /** Runs a command with its output shown; false when it failed. */
  run(command: string, args: string[]): boolean;
}

/** The Chromium to test with: the one that was asked for, an installed one, Playwright's own; none is undefined. */
export function findBrowser(machine: Machine = thisMachine): string | undefined {
  const asked = machine.env.CHROMIUM_PATH;
  if (asked) return asked;
  const folders = (machine.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const onPath = commandNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  return [...onPath, ...macPaths, machine.playwrightPath()].find((path) => machine.isExecutable(path));
}

/**
 * Like findBrowser, and installs a Chromium where there is none: Debian's package where that is possible,
 * Playwright's download otherwise.
 *
 * @throws when there still is none
 */
export function ensureBrowser(machine: InstallableMachine = thisMachine): string {
  const found = findBrowser(machine) ?? installFromDebian(machine) ?? installFromPlaywright(machine);
  if (found === undefined) {
    throw new Error('No Chromium was found or could be installed. Install one, or name it in CHROMIUM_PATH.');
  }
  return found;
}

function installFromDebian(machine: InstallableMachine): string | undefined {
  if (!machine.isRoot || !hasDebianPackages(machine.osRelease)) return undefined;
  machine.run('apt-get', ['update', '--quiet']);
  machine.run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  return findBrowser(machine);
}

function installFromPlaywright(machine: InstallableMachine): string | undefined {
  machine.run('npx', ['playwright', 'install', ...(machine.isRoot ? ['--with-deps'] : []), 'chromium']);
  return findBrowser(machine);
}

/** Debian and its kin; not Ubuntu and its kin, whose package of that name holds no browser. */
function hasDebianPackages(osRelease: string): boolean {
  const fields = new Map(
    osRelease.split('\n').map((line): [string, string] => {
      const [name = '', value = ''] = line.split('=', 2);
      return [name, value.replaceAll('"', '')];
    }),
  );
  const names = [fields.get('ID') ?? '', ...(fields.get('ID_LIKE') ?? '').split(' ')];
  return names.includes('debian') && !names.includes('ubuntu');
}

const thisMachine: InstallableMachine = {
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  playwrightPath: () => chromium.executablePath(),
  get osRelease() {
    try {
      return readFileSync('/etc/os-release', 'utf8');
    } catch {
      return '';
    }
  },
  get isRoot() {
    return process.getuid?.() === 0;
  },
  run(command, args) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
  },
};

/** Chromium refuses to run as root inside its own sandbox. */
export function browserArgs(isRoot = thisMachine.isRoot): string[] {
  return isRoot ? ['--no-sandbox'] : [];
}
