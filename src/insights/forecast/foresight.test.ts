import { Alarms, type Alarm } from '../../app/alarms';
import { counterNames, SiteCounters } from '../../app/site-counters';
import { delayText } from '../../limits/delay-text';
import type { Observation, QuotaReading } from '../../model';
import { capturedAtMs, noLimits, observation } from '../../../test/support/observation';

function answered(remaining: number | null, overrides: Partial<Observation> = {}): Observation {
  const quota: QuotaReading = {
    ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' },
    ...{ quota: 65_000, windowSeconds: 3600, resetAtMs: null, remaining },
  };
  return observation({ limits: { ...noLimits, quotas: [quota] }, ...overrides });
}

function port(): {
  counted: Record<string, number>;
  counter: (name: string) => { incrBy: (n: number) => void };
} {
  const counted: Record<string, number> = {};
  return {
    counted,
    counter: (name) => ({
      incrBy: (n) => {
        counted[name] = (counted[name] ?? 0) + n;
      },
    }),
  };
}

describe('counters over all sites', () => {
  it('are no more than the platform takes', () => {
    expect(counterNames.length).toBeLessThanOrEqual(20);
    expect(new Set(counterNames).size).toBe(counterNames.length);
  });

  it('say points by route in whole numbers, and lose no fraction', () => {
    const counters = new SiteCounters();
    const console = port();
    for (let i = 0; i < 4; i += 1) {
      counters.note('site-a', observation({ points: { low: 1, likely: 1.5, high: 2 } }));
      counters.emit('site-a', console);
    }
    counters.note('site-a', observation({ route: 'forge.bridge' }));
    counters.emit('site-a', console);
    expect(console.counted).toEqual({ pg_calls: 5, pg_points_as_app: 6 });
  });

  it('keep installations apart and count a minute near the limit once', () => {
    const counters = new SiteCounters();
    const near = observation({ limits: { ...noLimits, nearLimit: true } });
    for (const call of [near, near, { ...near, atMs: near.atMs + 60_000 }]) counters.note('site-a', call);
    const [a, b] = [port(), port()];
    counters.emit('site-b', b);
    counters.emit('site-a', a);
    expect(b.counted).toEqual({});
    expect(a.counted).toMatchObject({ pg_near_minutes: 2 });
  });

  it('count what was refused, and not what a beta limit would have refused', () => {
    const counters = new SiteCounters();
    const throttle = { reason: 'burst', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' } as const;
    counters.note('site-a', observation({ limits: { ...noLimits, throttle } }));
    counters.note(
      'site-a',
      observation({ limits: { ...noLimits, throttle: { ...throttle, enforcement: 'beta' } } }),
    );
    const console = port();
    counters.emit('site-a', console);
    expect(console.counted).toMatchObject({ pg_throttled_burst: 1 });
  });

  it('fail silently', () => {
    const counters = new SiteCounters();
    counters.note('site-a', observation());
    const off = {
      counter: () => {
        throw new Error('switched off');
      },
    };
    expect(() => {
      counters.emit('site-a', off);
    }).not.toThrow();
  });
});

describe('an embedding app', () => {
  it('hears once an hour and pool that the limit is near, and when it is reached', async () => {
    const heard: Alarm[] = [];
    const alarms = new Alarms(() => undefined);
    alarms.on('near', (alarm) => heard.push(alarm));
    const stop = alarms.on('exhausted', (alarm) => heard.push(alarm));
    const throttle = {
      reason: 'quotaGlobal',
      reasonRaw: null,
      retryAtMs: null,
      enforcement: 'enforced',
    } as const;
    const refused = observation({ limits: { ...noLimits, throttle } });
    for (const call of [
      answered(null),
      answered(20_000),
      answered(12_000),
      answered(11_000),
      refused,
      refused,
    ])
      await alarms.note('site-a', call);
    await Promise.resolve().then(() => undefined);
    expect(heard.map(({ name }) => name)).toEqual(['near', 'exhausted']);
    expect(heard[0]).toMatchObject({ atMs: capturedAtMs, resetAtMs: Date.parse('2026-10-09T17:00:00Z') });
    stop();
    await alarms.note('site-b', refused);
    await Promise.resolve().then(() => undefined);
    expect(heard).toHaveLength(2);
  });

  it('hears again in the next hour, of another pool and of another installation, and in each of them once', async () => {
    const heard: Alarm[] = [];
    const alarms = new Alarms(() => undefined);
    alarms.on('near', (alarm) => heard.push(alarm));
    const hourMs = 3_600_000;
    const low = (atMs: number, product: 'jira' | 'confluence' = 'jira') =>
      observation({ ...answered(9_000), atMs, pool: { app: 'own', environment: 'PRODUCTION', product } });
    for (const [site, call] of [
      ['site-a', low(capturedAtMs)],
      ['site-a', low(capturedAtMs + 60_000)],
      ['site-a', low(capturedAtMs + hourMs)],
      ['site-a', low(capturedAtMs + hourMs + 60_000)],
      ['site-a', low(capturedAtMs + hourMs + 60_000, 'confluence')],
      ['site-b', low(capturedAtMs + hourMs + 60_000)],
      ['site-b', low(capturedAtMs + hourMs + 120_000)],
    ] as const)
      await alarms.note(site, call);
    expect(heard.map(({ pool, atMs }) => [pool.product, atMs - capturedAtMs])).toEqual([
      ['jira', 0],
      ['jira', hourMs],
      ['confluence', hourMs + 60_000],
      ['jira', hourMs + 60_000],
    ]);
  });

  it('is not troubled by a listener that throws', async () => {
    const faults: unknown[] = [];
    const alarms = new Alarms((error) => faults.push(error));
    alarms.on('near', () => {
      throw new Error('of the listener');
    });
    await alarms.note('site-a', answered(100));
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults).toHaveLength(1);
  });
});

describe('what end users are told', () => {
  const untilMs = Date.parse('2026-10-09T13:00:00Z');

  it('is a plain sentence with a time of theirs', () => {
    const berlin = { untilMs, timeZone: 'Europe/Berlin' };
    expect(delayText({ what: 'data', language: 'en', ...berlin })).toBe('Some data is delayed until 15:00.');
    expect(delayText({ what: 'changes', language: 'de', ...berlin })).toBe(
      'Ihre Änderung ist vorgemerkt und wird nach 15:00 Uhr gespeichert.',
    );
  });

  it('never names a time that is too early', () => {
    const text = delayText({ what: 'data', language: 'en', timeZone: 'UTC', untilMs: untilMs + 1 });
    expect(text).toBe('Some data is delayed until 13:01.');
  });
});
