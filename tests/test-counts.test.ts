import { describe, expect, test } from 'vitest';
import { countStep, countTests, e2eReport, sum, unitReport } from './test-counts.ts';

test('the total is the sum of all steps', () => {
  expect(sum([countStep(true), countStep(false), { passed: 40, failed: 2 }])).toEqual({ passed: 41, failed: 3 });
});

describe('countTests', () => {
  test('counts what the report says', () => {
    expect(countTests(true, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 0 });
    expect(countTests(false, { passed: 5, failed: 2 })).toEqual({ passed: 5, failed: 2 });
  });

  test.each([
    ['crashed without a report', false, undefined, { passed: 0, failed: 1 }],
    ['left no report, though it says that all is well', true, undefined, { passed: 0, failed: 1 }],
    ['failed outside any test', false, { passed: 9, failed: 0 }, { passed: 9, failed: 1 }],
    ['found no tests to run', true, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
  ])('counts a failure for a run that %s', (_what, hasPassed, report, counts) => {
    expect(countTests(hasPassed, report)).toEqual(counts);
  });
});

describe('unitReport', () => {
  test('counts a test file that could not be loaded as one failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(unitReport({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });

  test('is none for anything else', () => {
    expect(unitReport(undefined)).toBeUndefined();
    expect(unitReport({ numPassedTests: 'many' })).toBeUndefined();
  });
});

describe('e2eReport', () => {
  test('does not count a flaky test as passed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(e2eReport({ stats })).toEqual({ passed: 3, failed: 2 });
  });

  test('is none for anything else', () => {
    expect(e2eReport('')).toBeUndefined();
  });
});
