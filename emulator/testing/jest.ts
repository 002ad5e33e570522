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
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
    interface Matchers<R, T> extends BudgetMatchers<R> {}
  }
}

// What `@jest/globals` gives has its types from here. A strict installation does not let everybody see the package.
/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/no-empty-object-type */
/** @ts-ignore */
declare module 'expect' {
  interface Matchers<R> extends BudgetMatchers<R> {}
}
