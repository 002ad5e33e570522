import { placed } from './placement';
import { book, emptyHourUsage } from './hour-usage';
import { counterReading } from './counter-reading';
import { hourOf } from './hour';
import { readRateLimits } from '../headers/read';
import type { Observation } from '../model';

const fullHourMs = Date.UTC(2026, 9, 9, 5);
const hour = hourOf(fullHourMs);

/** An answer of the counter with these headers, so many milliseconds after 05:00. */
function answer(afterMs: number, headers: Record<string, string>, status = 200): Observation {
  const atMs = fullHourMs + afterMs;
  const all = { 'ratelimit-policy': '"global-app-quota";q=65000;w=3600', ...headers };
  const limits = readRateLimits(all, { status, receivedAtMs: atMs, product: 'jira', method: 'GET' });
  return {
    ...{ atMs, status, limits, latencyMs: 200, points: { low: 1, likely: 1, high: 1 }, basis: 'documented' },
    ...{ route: 'forge.asApp', trigger: 'schedule', tag: null, method: 'GET', template: '/rest/api/3/field' },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  };
}

const before = 'Fri, 09 Oct 2026 04:59:59 GMT';
const after = 'Fri, 09 Oct 2026 05:00:00 GMT';

describe('an answer around the full hour', () => {
  it.each<[string, number, Record<string, string>, number | null]>([
    ['t and Date say the ended hour', 60, { ratelimit: '"global-app-quota";r=900;t=1', date: before }, -1],
    ['t and a spent counter say the ended hour', 60, { ratelimit: '"global-app-quota";r=900;t=0' }, -1],
    ['t and Date say the new hour', 60, { ratelimit: '"global-app-quota";t=3600', date: after }, 0],
    [
      'a clock behind: t and Date say the new hour',
      -90,
      { ratelimit: '"global-app-quota";t=3600', date: after },
      0,
    ],
    ['t alone', 60, { ratelimit: '"global-app-quota";t=1' }, null],
    ['nothing', 60, {}, null],
    ['t against Date', 60, { ratelimit: '"global-app-quota";t=3600', date: before }, null],
    ['ten seconds after, nothing is in doubt', 10_000, { ratelimit: '"global-app-quota";r=900;t=3590' }, 0],
  ])('%s', (_, afterMs, headers, wanted) => {
    const call = placed(answer(afterMs, headers));
    expect(call.isUnplaced === true ? null : hourOf(call.atMs) - hour).toBe(wanted);
  });

  it('is placed by both words where the clock is a minute and a half off', () => {
    const call = answer(90_000 - 2_000, {
      ratelimit: '"global-app-quota";r=900;t=2',
      date: 'Fri, 09 Oct 2026 04:59:58 GMT',
    });
    expect(hourOf(placed(call).atMs)).toBe(hour - 1);
  });

  it('leaves no reading, no refusal and no pair where its hour is not known, and keeps the call', () => {
    const late = placed(answer(60, { 'ratelimit-reason': 'jira-quota-global-based' }, 429));
    const usage = emptyHourUsage();
    book(usage, late);
    expect([usage.policies.size, usage.refusals.size, usage.sums.size]).toEqual([0, 0, 1]);
    expect(counterReading(late)).toBeNull();
  });

  it('a refusal whose Retry-After and Date agree closes the ended hour', () => {
    const headers = { 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': '1', date: before };
    const call = placed(answer(60, headers, 429));
    expect(call.atMs).toBe(fullHourMs - 1);
  });

  it('keeps its hour five seconds from it where nothing is said, and has none nearer', () => {
    const isUnplaced = (afterMs: number): boolean => placed(answer(afterMs, {})).isUnplaced === true;
    expect([-5_001, -5_000, 0, 5_000, 5_001].map(isUnplaced)).toEqual([false, true, true, true, false]);
  });

  it('that says nothing of a quota and refuses nothing is placed where it came', () => {
    const call = answer(60, { 'ratelimit-policy': '"jira-burst-based";q=100;w=1' });
    expect(placed(call)).toEqual(call);
    const failed = { ...call, limits: null };
    expect(placed(failed)).toBe(failed);
    const refused = answer(
      60,
      { 'ratelimit-policy': '"x";q=1;w=1', 'ratelimit-reason': 'jira-burst-based' },
      429,
    );
    expect(placed(refused).isUnplaced).toBe(true);
  });

  it('stays the same where its words mean the hour in which it came', () => {
    const call = answer(60, { ratelimit: '"global-app-quota";t=3600', date: after });
    expect(placed(call)).toBe(call);
  });

  it('by a clock that is off by more than five seconds is moved by that', () => {
    const aheadOf = (clockAheadMs: number): Observation => {
      const call = answer(600_000, {});
      return { ...call, limits: call.limits && { ...call.limits, clockAheadMs } };
    };
    expect([5_000, -5_000, 5_001, -5_001].map((ms) => placed(aheadOf(ms)).atMs - fullHourMs)).toEqual([
      ...[600_000, 600_000, 594_999, 605_001],
    ]);
    expect(placed(aheadOf(5_001)).limits?.clockAheadMs).toBe(0);
  });

  it('has no word of a full hour in a refusal’s wait but where it was refused', () => {
    const headers = { 'retry-after': '1', date: before };
    expect(placed(answer(60, headers, 503)).isUnplaced).toBe(true);
  });

  it('has no such word in a wait that nobody was sent into, either', () => {
    const call = answer(60, { date: before });
    const throttle = {
      ...({ reason: 'quotaGlobal', reasonRaw: null, retryAtMs: fullHourMs } as const),
      enforcement: 'beta' as const,
    };
    const warned = { ...call, limits: call.limits && { ...call.limits, throttle } };
    expect(placed(warned)).toEqual({ ...warned, isUnplaced: true });
    expect(placed({ ...warned, status: 429 }).atMs).toBe(fullHourMs - 1);
  });

  it('is the hour’s that its reset and its wait name, though it came ten seconds before that began', () => {
    const headers = { 'ratelimit-reason': 'jira-quota-global-based', ratelimit: '"global-app-quota";t=3610' };
    const moved = answer(-10_000, { ...headers, 'retry-after': '3610' }, 429);
    expect(placed(moved).atMs).toBe(fullHourMs);
    const alone = answer(-10_000, { ratelimit: '"global-app-quota";t=3610' });
    expect(placed(alone)).toBe(alone);
  });

  it('is the ended hour’s by a spent counter in its first five seconds alone', () => {
    const spent = (afterMs: number) =>
      placed(answer(afterMs, { ratelimit: `"global-app-quota";r=900;t=0` })).isUnplaced === true
        ? null
        : hourOf(placed(answer(afterMs, { ratelimit: `"global-app-quota";r=900;t=0` })).atMs) - hour;
    expect([0, 5_000].map(spent)).toEqual([-1, -1]);
  });
});
