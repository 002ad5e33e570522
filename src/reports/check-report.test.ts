import { createHash } from 'node:crypto';
import { observation, noLimits } from '../../test/support/observation';
import { accountOf } from '../../test/reports/sites';
import { checkReport, hashedReport, type Sha256 } from './check-report';
import { completeReport } from './complete';
import { contradictionsOf } from './contradictions';
import type { Report } from './report';

const sha256: Sha256 = (text) => Promise.resolve(createHash('sha256').update(text).digest('hex'));
const at = (time: string): number => Date.parse(`2026-10-05T${time}Z`);
const spend = (time: string, likely: number) =>
  observation({ atMs: at(time), points: { low: likely / 2, likely, high: likely * 2 } });
const refusal = observation({
  atMs: at('09:48:00'),
  status: 429,
  points: { low: 0, likely: 0, high: 0 },
  limits: {
    ...noLimits,
    throttle: { reason: 'quotaGlobal', reasonRaw: null, enforcement: 'enforced', retryAtMs: at('10:00:00') },
  },
});
const report = completeReport(accountOf([spend('09:10:00', 20_000), refusal, spend('11:00:00', 300)]));
const fileOf = async (): Promise<Report> => JSON.parse(await hashedReport(report, sha256)) as Report;

describe('a report held against itself', () => {
  it('holds as it was made, with a hash for each part', async () => {
    expect(await checkReport(await fileOf(), sha256)).toEqual({
      wrong: [],
      hashedParts: Object.keys(report).length,
      size: { hours: 24, pools: 1, endpoints: 1, sites: 1 },
    });
  });

  it('holds without hashes, which earlier versions did not write', async () => {
    const { wrong, hashedParts } = await checkReport(JSON.parse(JSON.stringify(report)), sha256);
    expect([wrong, hashedParts]).toEqual([[], 0]);
  });

  it('names a percentile that does not follow from the hours', async () => {
    const file = await fileOf();
    file.summaries[0]!.allHours!.p75.likely = 1;
    expect((await checkReport(file, sha256)).wrong).toEqual([
      '"summaries" is not what was hashed: it was changed.',
      '"summaries" does not follow from the tables of the file.',
    ]);
  });

  it('names sums that do not add up, of the low estimate, too', async () => {
    const file = await fileOf();
    file.hours[9]!.lowPoints -= 1;
    expect((await checkReport(file, sha256)).wrong).toEqual([
      'it is damaged: the low points of pool 1 do not add up: by hour, route, endpoint and site 10149, 10150, 10150, 10150.',
    ]);
  });

  it('names calls that do not add up, where somebody took the hashes out as well', async () => {
    const edited = async (edit: (file: Report) => void): Promise<string[]> => {
      const file = JSON.parse(JSON.stringify(report)) as Report;
      edit(file);
      return (await checkReport(file, sha256)).wrong;
    };
    const edits: ((file: Report) => void)[] = [
      ({ endpoints }) => (endpoints[0]!.requests = 1),
      ({ routes }) => (routes[0]!.requests = 1),
      ({ sites }) => (sites[0]!.pools[0]!.requests = 1),
      ({ hours }) => (hours[9]!.requests = 9),
      ({ endpoints }) => (endpoints[0]!.refusedCalls = 9_999),
    ];
    expect(await Promise.all(edits.map(edited))).toEqual([
      ['it is damaged: the requests of pool 1 do not add up: by route and endpoint 3, 1.'],
      ['it is damaged: the charged requests of pool 1 do not add up: by hour, route and site 3, 1, 3.'],
      ['it is damaged: the charged requests of pool 1 do not add up: by hour, route and site 3, 3, 1.'],
      ['it is damaged: the charged requests of pool 1 do not add up: by hour, route and site 10, 3, 3.'],
      ['it is damaged: the refused calls of pool 1 do not add up: by hour and endpoint 1, 9999.'],
    ]);
  });

  it('names a part that was changed and follows all the same, one that was added and one that is gone', async () => {
    const { catalogue, ...file } = await fileOf();
    expect(catalogue).toHaveLength(1);
    const changed = {
      ...file,
      catalogue,
      notes: ['by hand'],
      extra: 1,
      hashes: { ...file.hashes, gone: 'ab' },
    };
    expect((await checkReport(changed, sha256)).wrong).toEqual([
      '"notes" is not what was hashed: it was changed.',
      '"extra" has no hash: it was added to the file.',
      '"gone" has a hash, and is not in the file.',
    ]);
  });

  it('is no report where it is none', async () => {
    expect((await checkReport({ format: 'other' }, sha256)).wrong).toEqual([
      'it is no report of Points Gauge (JSON with "format": "points-gauge.report").',
    ]);
  });
});

describe('contradictions of a report', () => {
  it('there are none in what the tables say', () => {
    expect(contradictionsOf(report)).toEqual([]);
  });

  it('there are none where a header named a quota of 0, of which nothing is a share', async () => {
    const pools = report.pools.map((pool) => ({ ...pool, quotaPoints: 0 }));
    const none = completeReport({ ...report, pools });
    expect(none.summaries[0]?.quota).toEqual({ points: 65_000, basis: 'tier 1 rule' });
    expect((await checkReport(JSON.parse(await hashedReport(none, sha256)), sha256)).wrong).toEqual([]);
  });

  it('are a refused hour that is not at 100%, two maxima, a band upside down and more known hours than there are', () => {
    const wrong = JSON.parse(JSON.stringify(report)) as Report;
    wrong.summaries[0]!.hoursFrom100 = [];
    wrong.sites[0]!.pools[0]!.peakLikelyPoints = 7;
    wrong.hours[3]!.lowPoints = 9;
    wrong.coverage.knownHours = 25;
    expect(contradictionsOf(wrong)).toEqual([
      'hours[3]: the likely points do not lie between the low and the high ones.',
      'Jira (production): in the hour of 2026-10-05 09:00 calls were refused for the quota, and it is not among those at 100%.',
      'Jira (production): the greatest hour is 20,000 (10,000 to 40,000) in the ranking and 7 (10,000 to 40,000) as the peak.',
      'Of 24 hours 25 are said to be known.',
    ]);
  });
});
