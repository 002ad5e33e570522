import { dayMs, hourMs } from '../time';
import { leastBetweenLinesMs, longestLineBytes } from './line';

/** What Atlassian publishes for what an app writes into its logs: https://developer.atlassian.com/platform/forge/forge-platform-pricing/ */
const dollarsAGigabyte = 1.005;
const monthMs = 30 * dayMs;
/** Where little happens: at the hourly roll-up, of the hour that ended and of the one that began. */
const quietLinesAnHour = 2;

/** What one process's lines of a pool's hours cost its app's developers in 30 days, were each as long as a line can be. */
export const linePrice = {
  quietDollars: dollarsOf(quietLinesAnHour * (monthMs / hourMs)),
  mostDollars: dollarsOf(monthMs / leastBetweenLinesMs),
};

function dollarsOf(lines: number): number {
  return (lines * longestLineBytes * dollarsAGigabyte) / 1e9;
}
