import { expect as impatient } from '@playwright/test';

/**
 * Playwright's `expect`, as patient as playwright.config.ts makes it. The steps here are also walked by programs that
 * are no tests (`tests/faults`), where that file is not read.
 */
export const expect = impatient.configure({ timeout: 30_000 });
