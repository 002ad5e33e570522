/** `X-RateLimit-*` will stop carrying quotas (CHANGE-3045, CHANGE-3080): what `RateLimit` says must do without them. */
import { readRateLimits } from './read';
import { headerSource } from './source';
import { products, type Product } from '../model';
import { atlassianPace } from '../node';
import { app, closeClouds, cloudId, openCloud, startMs, token } from '../../test/cloud/open-cloud';
import { captures } from '../../test/headers/fixtures';

afterEach(closeClouds);

const isOld = (name: string): boolean => /^x-(?:beta-)?ratelimit-/i.test(name);
const productOf = (name: string): Product => products.find((known) => known === name) ?? 'jira';

const both = captures.filter(({ headers }) => {
  const names = headers.map(([name]) => name.toLowerCase());
  return names.includes('ratelimit-policy') && names.some(isOld);
});

it('is there to be tested', () => {
  expect(both.length).toBeGreaterThanOrEqual(4);
});

it.each(both.map((capture) => [capture.id, capture] as const))(
  '%s: quotas, refusal and wait are read from RateLimit, its policy, its reason and Retry-After',
  (_id, { headers, status, receivedAt, product }) => {
    const context = {
      ...{ status: status ?? 200, receivedAtMs: Date.parse(receivedAt) },
      product: productOf(product),
    };
    const whole = readRateLimits(headerSource(headers), context);
    const alone = readRateLimits(headerSource(headers.filter(([name]) => !isOld(name))), context);
    const named = ({ policy, scope, quota, remaining, enforcement }: (typeof whole.quotas)[number]) => ({
      ...{ policy, scope, quota, remaining, enforcement },
    });
    expect(alone.quotas.map(named)).toEqual(whole.quotas.map(named));
    expect(alone.throttle?.reason).toBe(whole.throttle?.reason);
  },
);

test('a pace that sees RateLimit alone stops at the wall, and goes on with the next hour', async () => {
  const cloud = await openCloud({ apps: [app({ quotaPoints: 100 })] });
  const pace = atlassianPace({
    nowMs: () => cloud.clock.now(),
    sleep: () => Promise.resolve(),
    reserveShare: 0,
    isSmooth: false,
  });
  const stripped = async (...call: Parameters<typeof fetch>): Promise<Response> => {
    const answer = await fetch(...call);
    const headers = [...answer.headers].filter(([name]) => !isOld(name));
    return new Response(answer.body, { status: answer.status, headers });
  };
  const jira = pace.fetch(stripped, {
    ...{ product: 'jira', route: 'forge.asApp', work: 'person' },
    leftMs: () => 5_000,
  });
  const call = async () =>
    (
      await jira(`${cloud.url}/ex/jira/${cloudId}/rest/api/3/issue/WEB-1`, {
        headers: { Authorization: token() },
      })
    ).status;
  for (let n = 0; n < 50; n += 1) expect(await call()).toBe(200);
  const hourMs = 3_600_000;
  const resetMs = startMs - (startMs % hourMs) + hourMs;
  // Refused once at most: then the pace knows, and does not ask.
  await expect(call()).rejects.toMatchObject({ name: 'TryLaterError', reason: 'quota' });
  await expect(call()).rejects.toMatchObject({ name: 'TryLaterError', reason: 'quota' });
  const refused = cloud.cloud.account.snapshot().cells.flatMap((cell) => Object.values(cell.refused));
  expect(refused.reduce((sum, calls) => sum + calls, 0)).toBeLessThanOrEqual(1);
  cloud.clock.advance(resetMs - startMs + 1_000);
  expect(await call()).toBe(200);
});
