import * as z from 'zod/mini';

export interface Counts {
  passed: number;
  failed: number;
}

export function sum(counts: Iterable<Counts>): Counts {
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed } of counts) {
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** A step without tests of its own counts as one check. */
export function countStep(hasPassed: boolean): Counts {
  return hasPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The tests of one run. A failure that its report does not show (no report, a crash outside any test, nothing
 * run at all) counts as one more, so that a broken run can never look green.
 */
export function countTests(hasPassed: boolean, report: Counts | undefined): Counts {
  const { passed, failed } = report ?? { passed: 0, failed: 0 };
  const isExplained = hasPassed ? passed > 0 : failed > 0;
  return { passed, failed: isExplained ? failed : failed + 1 };
}

const unitReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Reads Vitest's JSON report. A file that could not even be loaded has no tests to count, and counts as one failure. */
export function unitReport(report: unknown): Counts | undefined {
  const parsed = unitReportSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { numPassedTests, numFailedTests, testResults } = parsed.data;
  const unloadable = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloadable.length };
}

const e2eReportSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

/** Reads Playwright's JSON report. A test that passed only on a second try is not a passed test. */
export function e2eReport(report: unknown): Counts | undefined {
  const parsed = e2eReportSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { expected, unexpected, flaky } = parsed.data.stats;
  return { passed: expected, failed: unexpected + flaky };
}
