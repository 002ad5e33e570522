/** `points-gauge/testing/vitest`: the matcher for Vitest, and a table of what each test spent. */
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { budgetMatchers } from './budget';
import { reportSpending as report, type SpendingOptions } from './spending';

expect.extend(budgetMatchers);

/**
 * Prints what each test of this file spent, after the last; for tests that run one after another.
 * `cloudOf` gives what `createCloud` or `startAtlassianCloud` gave, or nothing while there is none.
 */
export function reportSpending(cloudOf: () => unknown, options?: SpendingOptions): void {
  const testName = () => expect.getState().currentTestName;
  report({ beforeEach, afterEach, afterAll, testName }, cloudOf, options);
}
