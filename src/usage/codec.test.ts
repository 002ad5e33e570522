import { decodeUsage, encodeUsage } from './codec';
import { emptyHourUsage } from './hour-usage';
import type { PolicyMark } from './policy-mark';

const hour = 489_016;
const atMs = hour * 3_600_000 + 900;
const key = 'own|PRODUCTION|jira|global-app-quota|enforced|0';
const markOf = (first: PolicyMark['first']): PolicyMark => ({
  ...{ lastAtMs: atMs, remaining: 11, quotaPoints: null, windowSeconds: null, resetAtMs: null },
  ...{ window: hour, first, leastRemaining: null, near: false },
});

// As long as one answer is all that there was, it is stored once.
it.each<[string, PolicyMark['first'], unknown[]]>([
  ['none', null, [atMs, 11]],
  ['the last', { atMs, remaining: 11, window: hour }, [atMs, 11, null, null, null, null, null, null, 0]],
  [
    'one of that moment and another hour',
    { atMs, remaining: 11, window: hour - 1 },
    [atMs, 11, null, null, null, null, null, null, 0, 11, -1],
  ],
  [
    'one of that moment with more left',
    { atMs, remaining: 12, window: hour },
    [atMs, 11, null, null, null, null, null, null, 0, 12],
  ],
  [
    'one before it',
    { atMs: atMs - 5, remaining: 11, window: hour },
    [atMs, 11, null, null, null, null, null, null, 5, 11],
  ],
])('a policy whose first answer is %s comes back from what is stored', (_name, first, stored) => {
  const usage = { ...emptyHourUsage(), policies: new Map([[key, markOf(first)]]) };
  expect(encodeUsage(usage)).toEqual({ c: {}, p: { [key]: stored } });
  expect(decodeUsage({ c: {}, p: { [key]: stored } })).toEqual(usage);
});
