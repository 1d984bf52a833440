import { describe, expect, test } from 'vitest';
import { browserArgs, ensureBrowser, findBrowser, type InstallableMachine } from './find-browser.ts';

const debian = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';
const ubuntu = 'ID=ubuntu\nID_LIKE=debian\n';
const playwrightOwn = '/cache/playwright/chrome';

/** A machine with these browsers; `installs` says which path a command puts there. */
function machineWith(
  files: string[],
  { env = {}, osRelease = '', isRoot = false, installs = {} as Record<string, string> } = {},
) {
  const present = new Set(files);
  const commands: string[] = [];
  const machine: InstallableMachine = {
    env: { PATH: '/usr/local/bin:/usr/bin', ...env },
    isExecutable: (path) => present.has(path),
    playwrightPath: () => playwrightOwn,
    osRelease,
    isRoot,
    run(command, args) {
      commands.push([command, ...args].join(' '));
      const path = args.includes('install') ? installs[command] : undefined;
      if (path) present.add(path);
      return path !== undefined;
    },
  };
  return { machine, commands };
}

describe('findBrowser', () => {
  const everything = ['/usr/bin/chromium', '/usr/local/bin/google-chrome', playwrightOwn];

  test('takes the browser that CHROMIUM_PATH names before any other', () => {
    const { machine } = machineWith(everything, { env: { CHROMIUM_PATH: '/opt/my-chromium' } });
    expect(findBrowser(machine)).toBe('/opt/my-chromium');
  });

  test('prefers an installed Chromium to Chrome, wherever on PATH they are', () => {
    expect(findBrowser(machineWith(everything).machine)).toBe('/usr/bin/chromium');
  });

  test('takes Chrome when there is no Chromium', () => {
    const { machine } = machineWith(['/usr/local/bin/google-chrome', playwrightOwn]);
    expect(findBrowser(machine)).toBe('/usr/local/bin/google-chrome');
  });

  test('knows where a Mac keeps its applications', () => {
    const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machineWith([path, playwrightOwn]).machine)).toBe(path);
  });

  test('takes Playwright’s own last', () => {
    expect(findBrowser(machineWith([playwrightOwn]).machine)).toBe(playwrightOwn);
  });

  test('finds nothing on a bare machine, even without a PATH', () => {
    expect(findBrowser(machineWith([], { env: { PATH: undefined } }).machine)).toBeUndefined();
  });
});

describe('ensureBrowser', () => {
  test('installs nothing when there is one', () => {
    const { machine, commands } = machineWith(['/usr/bin/chromium'], { osRelease: debian, isRoot: true });
    expect(ensureBrowser(machine)).toBe('/usr/bin/chromium');
    expect(commands).toEqual([]);
  });

  test('installs Debian’s package as root on Debian', () => {
    const { machine, commands } = machineWith([], {
      osRelease: debian,
      isRoot: true,
      installs: { 'apt-get': '/usr/bin/chromium' },
    });
    expect(ensureBrowser(machine)).toBe('/usr/bin/chromium');
    expect(commands.every((command) => command.startsWith('apt-get'))).toBe(true);
  });

  test('falls back on Playwright’s download when Debian’s package cannot be had', () => {
    const { machine } = machineWith([], { osRelease: debian, isRoot: true, installs: { npx: playwrightOwn } });
    expect(ensureBrowser(machine)).toBe(playwrightOwn);
  });

  test.each([
    ['another user than root on Debian', { osRelease: debian, isRoot: false }],
    ['root on Ubuntu, whose package holds no browser', { osRelease: ubuntu, isRoot: true }],
    ['a system that is not Linux', { osRelease: '', isRoot: false }],
  ])('leaves apt-get alone for %s', (_who, options) => {
    const { machine, commands } = machineWith([], { ...options, installs: { npx: playwrightOwn } });
    expect(ensureBrowser(machine)).toBe(playwrightOwn);
    expect(commands.some((command) => command.startsWith('apt-get'))).toBe(false);
  });

  test('says what to do when there is no way', () => {
    expect(() => ensureBrowser(machineWith([]).machine)).toThrow('CHROMIUM_PATH');
  });
});

test('only root has to go without the sandbox', () => {
  expect(browserArgs(true)).toEqual(['--no-sandbox']);
  expect(browserArgs(false)).toEqual([]);
});
