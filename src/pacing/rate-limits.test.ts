import type { PacedCall } from './call';
import { describeCall, type AskedCall } from './call';
import { delayReasons } from './delay';
import { InFlight } from './in-flight';
import { KnownLimits } from './rate-limits';
import { paceRules, works, type PaceOptions } from './rules';
import type { Observation, QuotaReading, RateLimits } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const nowMs = Date.UTC(2026, 9, 5, 9, 20);
const hourEndMs = Date.UTC(2026, 9, 5, 10);
const asked: AskedCall = {
  ...{
    product: 'jira',
    method: 'GET',
    path: '/rest/api/3/issue/ABC-1',
    route: 'forge.asApp',
    work: 'background',
  },
  ...{ component: 'sync', person: 'ann', isSafe: false, isRepeatable: true },
};
const call = (change: Partial<AskedCall> = {}): PacedCall =>
  describeCall({ ...asked, ...change }, (text) => `#${text}`);
const known = (options: PaceOptions = {}) => new KnownLimits(paceRules({ isSmooth: false, ...options }));
const answer = (
  likely: number,
  limits: Partial<RateLimits> = {},
  change: Partial<Observation> = {},
): Observation =>
  observation({
    points: { low: likely, likely, high: likely },
    limits: { ...noLimits, ...limits },
    ...change,
  });
const quota = (remaining: number | null): QuotaReading => ({
  ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points', quota: 1_000 },
  ...{ windowSeconds: 3600, remaining, resetAtMs: null },
});
/** A call that went and ended. */
const done = (limits: KnownLimits, of: PacedCall, end: Observation | null) => {
  limits.went(of, nowMs);
  return limits.ended(of, end, nowMs);
};
const held = (limits: KnownLimits, of = call()) => limits.hold(of, false, nowMs);

it('names each reason and each kind of work, since both are stored and configured by name', () => {
  expect(delayReasons).toEqual([
    ...['quota', 'reserve', 'budget', 'smoothing', 'burst', 'issue', 'costBudget', 'server'],
  ]);
  expect(works).toEqual(['person', 'background']);
});

describe('what a process knows of an installation', () => {
  it('is what the app’s owner told of all sites, too', () => {
    const limits = known();
    const word = {
      ...{
        product: 'jira' as const,
        quotaPoints: 1_000,
        usedPoints: 950,
        leastPoints: 950,
        pointsAMinute: 0,
      },
      ...{ atMs: nowMs, goodUntilMs: hourEndMs },
    };
    limits.tell([{ ...word, product: 'confluence' }], nowMs);
    expect(held(limits)).toBeNull();
    limits.tell([word], nowMs);
    expect(held(limits)).toEqual({ reason: 'reserve', untilMs: hourEndMs });
    expect(held(limits, call({ work: 'person' }))).toBeNull();
    expect(held(limits, call({ route: 'apiToken' }))).toBeNull();
  });

  it('counts what is under way, and what of it was drawn', () => {
    const limits = known({ reserveShare: 0.9 });
    // 100 are for background work, 98 of them gone, and a read of an issue is expected to cost two.
    done(limits, call(), answer(0, { quotas: [quota(902)] }));
    expect([call().expectedPoints, held(limits)]).toEqual([2, null]);
    limits.went(call(), nowMs);
    expect(held(limits)).toEqual({ reason: 'reserve', untilMs: nowMs + 100 });
    const correct = limits.ended(call(), answer(1), nowMs);
    expect(held(limits)).toBeNull();
    // The body says two; what an answer says after that has it already.
    correct(answer(2));
    expect(held(limits)).toBeNull();
    done(limits, call(), answer(1));
    expect(held(limits)).toEqual({ reason: 'reserve', untilMs: hourEndMs });
    correct(answer(1));
    done(limits, call(), answer(0, { quotas: [quota(902)] }));
    expect(held(limits)).toBeNull();
  });

  it('has nothing of the points of calls that draw on none', () => {
    const limits = known({ reserveShare: 0.9 });
    const free = call({ route: 'apiToken' });
    done(limits, free, answer(0, { quotas: [quota(0)] }));
    expect(held(limits)).toBeNull();
    done(limits, call(), answer(0, { quotas: [quota(902)] }));
    done(limits, free, answer(50))(answer(70));
    expect(held(limits)).toBeNull();
    // A call of which nothing came back drew nothing; what it was expected to cost is no longer under way.
    done(limits, call(), null);
    expect(held(limits)).toBeNull();
  });

  it('has calls in line go before one that comes', () => {
    const limits = known();
    const burst = { scope: 'burst', enforcement: 'enforced', resetAtMs: null, windowSeconds: 1 } as const;
    const policy = {
      policy: 'jira-burst-based',
      quota: 10,
      remaining: 1,
      unit: 'requests',
      ...burst,
    } as const;
    const person = call({ work: 'person' });
    limits.went(person, nowMs);
    limits.ended(person, answer(1, { quotas: [policy] }), nowMs);
    expect(limits.hold(person, true, nowMs)).toBeNull();
    const [leave, leaveToo] = [limits.queue(person), limits.queue(person)];
    expect(limits.hold(person, true, nowMs)).toEqual({ reason: 'burst', untilMs: nowMs + 200 });
    expect(limits.hold(person, false, nowMs)).toBeNull();
    leave();
    expect(limits.hold(person, true, nowMs)?.untilMs).toBe(nowMs + 100);
    leaveToo();
    expect(limits.hold(person, true, nowMs)).toBeNull();
    limits.went(person, nowMs);
    expect(limits.hold(person, false, nowMs)?.untilMs).toBe(nowMs + 100);
  });

  it('has background work in line for its points', () => {
    const limits = known({ isSmooth: true });
    limits.went(call(), nowMs);
    limits.ended(call(), answer(0, { quotas: [quota(400)] }), nowMs);
    const before = limits.hold(call(), true, nowMs)?.untilMs ?? 0;
    const leave = limits.queue(call());
    expect(limits.hold(call(), true, nowMs)?.untilMs).toBe(before + 10_667);
    leave();
    expect(limits.hold(call(), true, nowMs)?.untilMs).toBe(before);
  });

  it('sends a licence’s call once in five minutes', () => {
    const limits = known();
    const licence = call({ path: '/forge/app/v1/license', route: 'forge.remote' });
    limits.went(licence, nowMs);
    expect(held(limits, licence)).toEqual({ reason: 'burst', untilMs: nowMs + 300_000 });
    expect(held(limits)).toBeNull();
  });

  it('keeps to the app’s budgets by what its calls are expected to cost, and then by what they did', () => {
    const limits = known({ budgets: { userPoints: 5 } });
    const budget = { reason: 'budget', untilMs: hourEndMs };
    limits.went(call(), nowMs);
    limits.went(call(), nowMs);
    expect(held(limits)).toBeNull();
    const correct = limits.ended(call(), answer(3), nowMs);
    expect(held(limits)).toEqual(budget);
    correct(answer(2));
    expect(held(limits)).toBeNull();
    correct(answer(4));
    expect(held(limits)).toEqual(budget);
    expect(held(limits, call({ person: 'ben' }))).toBeNull();
    expect(
      held(known({ budgets: { userPoints: 0.5, backgroundPoints: 0.5, componentPoints: { sync: 0.5 } } })),
    ).toBeNull();
  });

  it('tells other processes of a component whose budget is used up', () => {
    const limits = known({ budgets: { componentPoints: { sync: 1 } } });
    limits.went(call(), nowMs);
    expect(limits.blocks.shared(nowMs)).toEqual([]);
    expect(held(limits)).toEqual({ reason: 'budget', untilMs: hourEndMs });
    expect(limits.blocks.shared(nowMs)).toEqual([
      ['component:sync', { reason: 'budget', untilMs: hourEndMs }],
    ]);
    const background = known({ budgets: { backgroundPoints: 1 } });
    background.went(call(), nowMs);
    expect(held(background)?.reason).toBe('budget');
    expect(background.blocks.shared(nowMs)).toEqual([]);
  });

  it('closes what a body tells of a refusal, and nothing for a served one', () => {
    const throttle = {
      reason: 'gateway',
      reasonRaw: null,
      retryAtMs: nowMs + 9_000,
      enforcement: 'enforced',
    } as const;
    const limits = known();
    const correct = limits.ended(call(), answer(1), nowMs);
    correct(answer(1, { throttle }, { status: 200 }));
    correct(observation({ limits: null, status: 429 }));
    expect(held(limits)).toBeNull();
    correct(answer(1, { throttle }, { status: 429 }));
    expect(held(limits)).toEqual({ reason: 'server', untilMs: nowMs + 9_000 });
  });
});

describe('calls under way', () => {
  it('end once, by their answer or after two minutes, the oldest first', () => {
    const calls = new InFlight();
    const ends: unknown[] = [];
    const open = (name: string, atMs: number) =>
      calls.open<number, string>(atMs, (value) => `${ends.push([name, value])}`);
    const [first] = [open('a', 0), open('b', 10)];
    expect([first(7), first(8)]).toEqual(['1', '1']);
    calls.giveUpOld(120_009);
    expect(ends).toEqual([['a', 7]]);
    open('c', 20);
    calls.giveUpOld(120_010);
    expect(ends).toEqual([
      ['a', 7],
      ['b', null],
    ]);
  });
});
