import { readRateLimits } from './read';
import { headerSource } from './source';
import { problemKind } from './problem-kinds';

const receivedAtMs = Date.parse('2026-10-09T16:42:00Z');

function kinds(headers: Record<string, string>, status = 200): string[] {
  const limits = readRateLimits(headerSource(Object.entries(headers)), { status, receivedAtMs });
  return limits.problems.map((problem) => `${problem.header}: ${problemKind(problem)}`);
}

const quota = '"global-app-quota";q=65000;w=3600';

describe('kinds of what is wrong with a header', () => {
  test.each([
    [{ ratelimit: '"global-app-quota";r=many;t=1080' }, 200, ['ratelimit: badNumber']],
    [{ ratelimit: '"global-app-quota";r="7";t=1080' }, 200, ['ratelimit: badNumber']],
    [{ ratelimit: '"global-app-quota";r=7;t=60' }, 200, ['ratelimit: offHour']],
    [{ 'x-ratelimit-nearlimit': 'perhaps' }, 200, ['x-ratelimit-nearlimit: badNumber']],
    [{ 'ratelimit-policy': `${quota},,` }, 200, ['ratelimit-policy: badGrammar']],
    [
      { 'ratelimit-policy': quota, ratelimit: '"global-app-quota";r=70000;t=1080' },
      200,
      ['ratelimit: moreThanLimit'],
    ],
    [{ 'retry-after': '9223372036854775807' }, 429, ['retry-after: farTime']],
    [{ 'retry-after': '5, 60' }, 429, ['retry-after: twoValues']],
    [{ 'retry-after': 'soon' }, 429, ['retry-after: badTime']],
    [{ 'retry-after': 'Fri, 09 Oct 2026 16:00:00 GMT' }, 429, ['retry-after: pastTime']],
    [{ 'retry-after': '0' }, 429, ['retry-after: noWait']],
  ])('%j with status %i: %j', (headers, status, expected) => {
    expect(kinds(headers, status)).toEqual(expected);
  });

  test('words that are none of the reader’s are counted as something else', () => {
    expect(problemKind({ problem: 'unheard of' })).toBe('otherProblem');
  });
});
