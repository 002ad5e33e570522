import { readRateLimits } from './read';
import { headerSource } from './source';
import { problemKind } from './problem-kinds';
import type { RateLimits } from '../model';
import { captures, type Capture, type Expected } from '../../test/headers/fixtures';

function read(capture: Capture, product = capture.product): RateLimits {
  const context = { status: capture.status, receivedAtMs: Date.parse(capture.receivedAt), product };
  return readRateLimits(headerSource(capture.headers), context);
}

/** The reading in the words of the fixtures. Points quotas end at the full hour, a few seconds from what `t` says. */
function inWords(limits: RateLimits, capture: Capture): Expected {
  const receivedAtMs = Date.parse(capture.receivedAt);
  const seconds = (atMs: number | null) => (atMs === null ? null : (atMs - receivedAtMs) / 1000);
  return {
    quotas: limits.quotas.map(({ policy, enforcement, quota, windowSeconds, remaining, resetAtMs }, i) => {
      const said = capture.expected.quotas[i]?.resetSeconds ?? null;
      const read = seconds(resetAtMs);
      const isSame = said !== null && read !== null && Math.abs(said - read) < 4;
      return { policy, enforcement, quota, windowSeconds, remaining, resetSeconds: isSame ? said : read };
    }),
    buckets: limits.buckets.map((bucket) => ({
      enforcement: bucket.enforcement,
      scope: bucket.scope,
      limit: bucket.limit,
      remaining: bucket.remaining,
      used: bucket.used,
      windowSeconds: bucket.windowSeconds,
      fillRate: bucket.fillRate,
      resetAt: bucket.resetAtMs === null ? null : new Date(bucket.resetAtMs).toISOString(),
    })),
    nearLimit: limits.nearLimit,
    throttle: limits.throttle && {
      reason: limits.throttle.reason,
      reasonRaw: limits.throttle.reasonRaw,
      retryAfterSeconds: seconds(limits.throttle.retryAtMs),
    },
  };
}

describe('Recorded and documented responses', () => {
  test('there are 55 of them, 31 of Atlassian and Backlog', () => {
    expect(captures).toHaveLength(55);
    expect(captures.filter((capture) => capture.product !== 'generic')).toHaveLength(31);
  });

  test('what could not be taken at its word is of a kind that can be counted', () => {
    const problems = captures.flatMap((capture) => read(capture).problems);
    expect(problems.length).toBeGreaterThan(2);
    expect(problems.filter((problem) => problemKind(problem) === 'otherProblem')).toEqual([]);
  });

  test.each(
    captures.map((capture) => [capture.id, capture.otherwise ?? 'as its recorder did', capture] as const),
  )('%s is read (%s)', (_id, _why, capture) => {
    expect(inWords(read(capture), capture)).toEqual(capture.expected);
  });

  test('a served or refused call of a beta capture keeps the enforcement that its header names prove', () => {
    for (const capture of captures) {
      for (const quota of read(capture).quotas) {
        const isBeta = capture.headers.some(([name]) => name.toLowerCase().startsWith('beta-ratelimit'));
        expect(quota.enforcement).toBe(isBeta ? 'beta' : 'enforced');
      }
    }
  });

  test('a capture of Atlassian names the same quotas when nobody says whose it is', () => {
    for (const capture of captures) {
      expect(read(capture, 'generic').quotas).toEqual(read(capture).quotas);
    }
  });

  test('only what cannot be taken at its word is a problem', () => {
    const found = captures
      .map((capture) => [capture.id, read(capture).problems.map((one) => one.header)] as const)
      .filter(([, headers]) => headers.length > 0);
    expect(Object.fromEntries(found)).toEqual({
      'jira-beta-tenant-near-limit': ['x-beta-ratelimit-reason'],
      'jira-test-legacy-beta-set': ['beta-retry-after'],
      'azure-openai-capture-200-negative-remaining': ['x-ratelimit-remaining-tokens'],
    });
  });
});
