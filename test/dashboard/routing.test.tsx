import { answered, bridge } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import { exactly, hourMs, nowMs } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' };
const route = {
  ...{ route: 'forge.bridge', vouchedBy: 'browser', isCharged: false, budget: 'App + user', requests: 12 },
  charge: { basis: 'said', why: 'The person’s own traffic.', source: 'https://example.com/' },
  ...{ points: exactly(0), worth: exactly(24), share: null, triggers: [], throttles: [], answers: 12 },
  ...{ p50Ms: null, p95Ms: null, people: null, peakCallsASecond: 3, isComparable: false },
};
const answer = {
  ...{
    readAtMs: nowMs,
    fromMs: nowMs - 24 * hourMs,
    toMs: nowMs,
    leastCalls: 30,
    endpoints: [],
    missingMs: [],
  },
  pools: [{ pool, requests: 0, saidRequests: 12, points: exactly(0), routes: [route], isRanked: false }],
  whatIf: {
    ...{ movedCalls: 0, movedWithBreaks: 0, pointsADayBefore: exactly(0), pointsADayAfter: exactly(0) },
    ...{ savesPointsADay: 0, loads: [], breaks: [] },
  },
  advice: [
    {
      kind: 'rovoMcp',
      endpoint: null,
      calls: 40,
      savesPointsADay: null,
      aloneSavesPointsADay: null,
      bulk: null,
      hour: null,
      quiet: null,
      firstShare: null,
    },
  ],
};

test('a row says its n, what is free and what that is worth, and what is not known', async () => {
  await openPage('/routing', () => answered(answer));
  const row = within(await screen.findByRole('table')).getAllByRole('row')[1]!;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['No, worth 24', 'App + user', '12', '0', '–', '0', '–', '–', 'not known', '≥ 3']);
  expect(within(row).getByRole('rowheader').textContent).toBe('Browser bridge (as browsers say)');
  expect(screen.getByText('0 requests, 0 points charged; 12 more as browsers say')).toBeTruthy();
  expect(screen.getByText(/^Too few calls to compare: .* at least 30 calls each/)).toBeTruthy();
  expect(bridge.invocations[0]?.payload).toMatchObject({ period: '24h', whatIf: 'cheapest' });
});

test('advice names its rule, its n and how to check it', async () => {
  await openPage('/routing', () => answered(answer));
  const item = (await screen.findByText(/^Rovo MCP, if/)).closest('li');
  expect(item?.textContent).toMatch(/no points saved, 40 calls.*Rule: People’s reads.*How to check: Only/);
});
