/** `points-gauge/testing/jest`: the matcher for Jest, and a table of what each test spent. */
import { afterAll, afterEach, beforeEach, expect } from '@jest/globals';
import { budgetMatchers, type BudgetMatchers } from './budget';
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

declare global {
  // Jest's own types are a namespace.
  // oxlint-disable-next-line typescript/no-namespace
  namespace jest {
    // oxlint-disable-next-line typescript/no-empty-object-type
    interface Matchers<R, T> extends BudgetMatchers<R> {}
  }
}

// What `@jest/globals` gives has its types from here. A strict installation does not let everybody see the package.
/* oxlint-disable typescript/ban-ts-comment, typescript/no-empty-object-type */
/** @ts-ignore */
declare module 'expect' {
  interface Matchers<R> extends BudgetMatchers<R> {}
}
