import { readFileSync } from 'node:fs';

/**
 * What one run of jest counted; `null` when it did not get as far as writing its result.
 * @param {string} file
 * @returns {{ passed: number, failed: number } | null}
 */
function readRun(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return null;
  }
}

/**
 * Usage: node totals.mjs <failed steps> <jest result>…
 * A failed step whose tests already say why is not counted again: each step that failed adds one only when the tests alone
 * would not account for it.
 */
const [failedStepsText, ...files] = process.argv.slice(2);
const runs = files.map(readRun);
const passed = runs.reduce((sum, run) => sum + (run?.passed ?? 0), 0);
const failedTests = runs.reduce((sum, run) => sum + (run?.failed ?? 0), 0);
const runsWithFailures = runs.filter((run) => run !== null && run.failed > 0).length;
const failedChecks = Math.max(0, Number(failedStepsText) - runsWithFailures);
const missingRuns = runs.filter((run) => run === null).length;
const failed = failedTests + Math.max(failedChecks, missingRuns);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
