import fc from 'fast-check';
import type { Observation } from '../model';
import type { ReportAccount } from './account';
import { completeReport } from './complete';
import { SiteMerger } from './merge';
import { readReport } from './read-report';
import { simulate } from './simulation';
import { observation } from '../../test/support/observation';
import { accountOf } from '../../test/reports/sites';

const at = (time: string): number => Date.parse(`2026-10-05T${time}Z`);
const spend = (time: string, likely: number, overrides: Partial<Observation> = {}): Observation =>
  observation({ atMs: at(time), points: { low: likely, likely, high: likely }, ...overrides });
const site = (digit: string, calls: Observation[]): ReportAccount =>
  accountOf(calls, { siteId: digit.repeat(16) });

function merged(sites: readonly ReportAccount[]): ReportAccount {
  const merger = new SiteMerger();
  for (const one of sites) merger.add(one);
  const all = merger.result();
  if (all === null) throw new Error('nothing was merged');
  return all;
}

describe('several sites in one report', () => {
  it('adds points an hour over all sites, and says each site’s share and who drove each peak', () => {
    const report = completeReport(
      merged([
        site('a', [spend('01:00:00', 30_000), spend('02:00:00', 10)]),
        site('b', [spend('01:30:00', 40_000), spend('05:00:00', 7)]),
      ]),
    );
    expect(report.summaries[0]).toMatchObject({
      total: { likely: 70_017 },
      allHours: { max: { likely: 70_000 } },
      hoursFrom100: [{ hour: '2026-10-05T01:00:00Z', basis: 'estimate' }],
    });
    expect(report.hours[1]).toMatchObject({ knownSites: 2, requests: 2, likelyPoints: 70_000 });
    expect(report.sites.map(({ id, pools }) => [id[0], pools[0]?.likelyPoints])).toEqual([
      ['a', 30_010],
      ['b', 40_007],
    ]);
    expect(
      report.drivers.slice(0, 3).map((row) => [row.hour.slice(11, 13), row.site[0], row.likelyPoints]),
    ).toEqual([
      ['01', 'b', 40_000],
      ['01', 'a', 30_000],
      ['02', 'a', 10],
    ]);
    expect(report.coverage).toEqual({ periodHours: 48, knownHours: 48, share: 1 });
  });

  it('keeps pools of different products apart, whatever order the sites have them in', () => {
    const confluence = { app: 'own', environment: 'PRODUCTION', product: 'confluence' as const };
    const report = completeReport(
      merged([
        site('a', [spend('01:00:00', 5), spend('01:00:00', 1, { pool: confluence })]),
        site('b', [spend('01:00:00', 2, { pool: confluence }), spend('01:00:00', 1)]),
      ]),
    );
    expect(report.pools.map(({ product }) => product)).toEqual(['jira', 'confluence']);
    expect(report.summaries.map(({ total }) => total.likely)).toEqual([6, 3]);
  });

  it('has no one quota where sites have their own', () => {
    const [a, b] = [site('a', [spend('01:00:00', 5)]), site('b', [spend('01:00:00', 5)])];
    a.pools = [{ ...a.pools[0]!, tier: 2, quotaPoints: 100_000 }];
    b.pools = [{ ...b.pools[0]!, tier: 2, quotaPoints: 120_000 }];
    expect(merged([a, b]).pools[0]).toMatchObject({ tier: 2, quotaPoints: null });
  });

  it('is the same in any order, and is what one site with all the calls would report', () => {
    const call = fc.record({ site: fc.constantFrom('a', 'b', 'c'), hour: fc.nat(22), milli: fc.nat(99_999) });
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 30 }), (calls) => {
        const observed = calls.map(({ hour, milli }) =>
          spend(`${String(hour).padStart(2, '0')}:20:00`, milli / 1000),
        );
        const digits = [...new Set(calls.map((one) => one.site))];
        const sites = digits.map((digit) =>
          site(
            digit,
            observed.filter((_, i) => calls[i]?.site === digit),
          ),
        );
        const forth = completeReport(merged(sites));
        expect(completeReport(merged([...sites].reverse()))).toEqual(forth);
        const alone = completeReport(accountOf(observed));
        expect(forth.summaries[0]?.allHours).toEqual(alone.summaries[0]?.allHours);
        expect(forth.endpoints).toEqual(alone.endpoints);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a report file of somebody else', () => {
  const good = (): Record<string, unknown> =>
    JSON.parse(JSON.stringify(completeReport(site('a', [spend('01:00:00', 5)])))) as Record<string, unknown>;

  it.each([
    ['something else', { a: 1 }, /no report of Points Gauge/],
    ['another schema', { ...good(), version: 2 }, /schema is version 2; this program reads version 1/],
    [
      'a schema nested without an end',
      { ...good(), version: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown },
      /schema is version nothing that is one/,
    ],
    ['a table less', { ...good(), routes: undefined }, /damaged: the table "routes" is missing/],
    [
      'a text for a figure',
      { ...good(), hours: [{ ...(good()['hours'] as object[])[0], requests: '7' }] },
      /"requests"/,
    ],
    ['hours cut off', { ...good(), hours: [] }, /do not add up/],
    ['a row of no pool', { ...good(), pools: [] }, /names a pool that is not there/],
  ])('is refused with %s', (_, file, why) => {
    const reading = readReport(file);
    expect(reading.kind === 'refused' ? reading.why : reading).toMatch(why);
  });

  it('is never half believed: any value at all is read whole or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good())), fc.jsonValue(), (field, value) => {
        const reading = readReport({ ...good(), [field]: value });
        if (reading.kind === 'read') expect(completeReport(reading.account).summaries.length).toBe(1);
        else expect(reading.why).not.toBe('');
      }),
    );
  });

  it('brings no field along that the schema does not have', () => {
    const [first] = good()['endpoints'] as object[];
    const reading = readReport({ ...good(), endpoints: [{ ...first, accountId: 'secret' }], who: 'secret' });
    expect(JSON.stringify(reading)).not.toContain('secret');
    expect(reading.kind).toBe('read');
  });
});

describe('recorded hours under another quota', () => {
  const advice = { bridge: false, cacheShare: 0, spread: false };
  const busy = [
    spend('01:00:00', 100_000),
    spend('01:30:00', 30_000, { route: 'forge.asUser', trigger: 'person' }),
    spend('02:00:00', 10_000),
  ];

  it('are refused from when the pool would have been empty', () => {
    const [pool] = simulate(site('a', busy), { kind: 'tier1' }, advice);
    expect(pool).toMatchObject({
      quotaPoints: 65_000,
      refusedHours: { low: 1, likely: 1, high: 1 },
      blockedMinutes: { likely: 30 },
      refusedRequests: { likely: 1 },
      hours: [{ hour: '2026-10-05T01:00:00Z', points: { likely: 130_000 } }],
      refusedByEndpoint: [{ template: '/rest/api/3/issue/{issueIdOrKey}', refusedRequests: 1 }],
    });
  });

  it('fit once the advice is taken: the bridge saves what people wait for, a cache its part of the rest', () => {
    const bridged = simulate(
      site('a', busy),
      { kind: 'quota', points: 100_000 },
      { ...advice, bridge: true },
    );
    expect(bridged[0]?.hours).toEqual([]);
    const cached = simulate(site('a', busy), { kind: 'tier1' }, { ...advice, bridge: true, cacheShare: 0.5 });
    expect(cached[0]?.hours).toEqual([]);
    const alone = simulate(site('a', busy), { kind: 'quota', points: 100_000 }, advice);
    expect(alone[0]?.hours.length).toBe(1);
  });

  it('replay Tier 2 by the site’s own edition and users, and know no quota without them', () => {
    const one = site('a', busy);
    const plan = { kind: 'tier2', edition: null, users: null } as const;
    expect(simulate(one, plan, advice)[0]).toMatchObject({ quotaPoints: null, hours: [] });
    const stated = {
      ...one,
      sites: one.sites.map((row) => ({ ...row, edition: 'premium' as const, users: 1_000 })),
    };
    expect(simulate(stated, plan, advice)[0]).toMatchObject({ quotaPoints: 150_000, hours: [] });
  });

  it('meet a wall the sooner the lower it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 200_000 }), (a, b) => {
        const minutes = (points: number): number =>
          simulate(site('a', busy), { kind: 'quota', points }, advice)[0]?.blockedMinutes.likely ?? 0;
        expect(minutes(Math.min(a, b))).toBeGreaterThanOrEqual(minutes(Math.max(a, b)));
      }),
      { numRuns: 30 },
    );
  });
});
