import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './tests/find-browser.ts';

const executablePath = findBrowser();

/**
 * `npm test` has 25 minutes on two cores, and each phone of these tests is a Chromium of its own. What stands here is
 * tested below the browser as well, and runs by `E2E=all npm run test:e2e` before a release.
 */
const whenAsked = [
  'account',
  'agreement',
  'background',
  'blur-faces',
  'check-in',
  'comments',
  'devices',
  'headers',
  'history',
  'hub-copy',
  'hub-review',
  'many-receipts',
  'pdf-receipt',
  'picture-editor',
  'reminders',
  'report-live',
  'settlement',
  'two-tabs',
  'two-writers',
].map((name) => `**/${name}.spec.ts`);

/** Each test starts servers of its own, on a free port and an empty store, so there is no common web server here. */
export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: process.env.E2E === 'all' ? [] : whenAsked,
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e-setup.ts',
  workers: 2,
  retries: 0,
  // They end what hangs, and are no promise of speed: on a busy machine two phones and a server take their time.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Belgrade',
    launchOptions: { args: browserArgs(), ...(executablePath === undefined ? {} : { executablePath }) },
    // Recording costs a third of the time of all tests; `--trace on` for one that fails.
    trace: 'off',
  },
});
