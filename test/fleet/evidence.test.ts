/** The evidence of the whole app: of what sites printed, as a file that holds against itself. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askAlone } from '../support/ask-alone';
import { checkFiles } from '../../cli/check';
import { fleetEvidence } from '../../cli/fleet-evidence';
import { merge } from '../../cli/merge';
import type { FleetEvidence } from '../../fleet/pages/contract';
import { checkReport, hashedReport, type Sha256 } from '../../src/reports/check-report';
import { supportNote } from '../../src/reports/support-note';
import type { WholeAppReport } from '../../src/reports/whole-app-report';
import { wholeAppCsv, wholeAppHtml } from '../../src/reports/whole-app-files';
import { schemaFaults, schemaOf } from '../support/json-schema';
import { appId } from './support/printed-fleet';
import { startFleet, startMs, type RunningFleet } from './support/running-fleet';

const sha256: Sha256 = (text) => Promise.resolve(createHash('sha256').update(text).digest('hex'));
let folder: string;
let fleet: RunningFleet;
let report: WholeAppReport;

const evidence = async (query: string): Promise<FleetEvidence> => {
  const response = await askAlone(`${fleet.url}/api/evidence?${query}`);
  const { data } = (await response.json()) as { data: FleetEvidence };
  return data;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-evidence-'));
  fleet = await startFleet([], {}, { folder: join(folder, 'data') });
  fleet.print(
    { site: 1, requests: 400, points: 40_000, refused: 12, refusedByPool: 10, remainingPoints: 0 },
    { site: 2, requests: 90, points: 9_000 },
    { site: 3, route: 'forge.bridge', requests: 50, points: 50 },
  );
  await fleet.look();
  ({ report } = await evidence('days=7&names=1'));
});
afterAll(async () => {
  await fleet.stop();
  rmSync(folder, { recursive: true, force: true });
});

const hourOf = (rows: readonly { hour: string }[]) =>
  rows.find(({ hour }) => hour === '2026-11-27T14:00:00Z');

test('its tables are what the sites printed, and say what they do not know', () => {
  expect(report.sites.map(({ label, pools }) => [label, pools[0]?.likelyPoints]).sort()).toEqual([
    ['site-1.atlassian.net', 40_000],
    ['site-2.atlassian.net', 9_000],
    ['site-3.atlassian.net', 0],
  ]);
  expect(hourOf(report.hours)).toMatchObject({
    ...{ knownSites: 3, requests: 490, lowPoints: 44_100, likelyPoints: 49_000, highPoints: 73_500 },
    ...{ refusedCalls: { quotaGlobal: 10, other: 2 }, counterPoints: 65_000 },
    // When the counter first said that nothing was left.
    ...{ quotaRefusedFrom: '2026-11-27T14:36:00Z', bridgePoints: null, cachePoints: null },
  });
  expect(report.pools).toEqual([
    { app: 'own', environment: 'PRODUCTION', product: 'jira', tier: 1, quotaPoints: 65_000 },
  ]);
  expect(report.endpoints).toMatchObject([
    { requests: 540, likelyPoints: 49_000, bases: {}, failedCalls: null },
  ]);
  expect(report.routes.map(({ route, isCharged, likelyPoints }) => [route, isCharged, likelyPoints])).toEqual(
    [
      ['forge.asApp', true, 49_000],
      ['forge.bridge', false, 0],
    ],
  );
  const names = new Map(report.sites.map(({ id, label }) => [id, label]));
  expect(report.drivers.map(({ site, likelyPoints }) => [names.get(site), likelyPoints])).toEqual([
    ['site-1.atlassian.net', 40_000],
    ['site-2.atlassian.net', 9_000],
  ]);
  expect(report.summaries[0]?.hoursFrom100).toMatchObject([
    { hour: '2026-11-27T14:00:00Z', basis: 'refusal' },
  ]);
});

test('only what Atlassian’s counter said is called its word, and what is missing is said', () => {
  expect(hourOf(report.wholeApp.hours)).toMatchObject({
    ...{ basis: 'counter', likelyPoints: 65_000, countedShare: 1, ofAllSites: true, countedSites: null },
  });
  const others = report.wholeApp.hours.filter(({ hour }) => hour !== '2026-11-27T14:00:00Z');
  expect(others.filter(({ basis }) => basis !== 'estimate')).toEqual([]);
  expect(report.wholeAppSummaries[0]?.byBasis).toEqual(
    [
      { basis: 'counter', hours: 1 },
      { basis: 'estimate', hours: others.length },
    ].filter(({ hours }) => hours > 0),
  );
  expect(report.wholeApp.sites).toEqual({ told: 3, countedOnly: 0, silent: 0 });
  expect(report.wholeApp.logs.share).toBeLessThanOrEqual(1);
  expect(report.notes.join('\n')).toMatch(/to the hour of 2026-11-27 14:00 UTC, 3 sites/);
  // The ticket has what was not read, too: its share of hours is of those since a site was first heard.
  const note = supportNote(report);
  expect(note).toMatch(/Data for [\d.]+% of all sites’ hours since recording began\./);
  expect(report.notes.filter((one) => !note.includes(one))).toEqual([]);
  expect(wholeAppHtml(report)).toContain(
    '65,000 points (65,000 to 65,000) in the hour of 2026-11-27 14:00 UTC, by Atlassian’s counter',
  );
  expect(wholeAppCsv(report)).toContain(
    '2026-11-27 14:00:00,own,PRODUCTION,jira,counter,true,65000,65000,65000,65000,1,3,,',
  );
});

test('sites are named by choice alone', async () => {
  const { report: nameless } = await evidence('days=7&names=0');
  expect(JSON.stringify(nameless)).not.toContain('atlassian.net');
  expect(nameless.sites.map(({ id }) => id)).toEqual(report.sites.map(({ id }) => id));
});

test('it has the schema of reports, and holds against itself until something in it is changed', async () => {
  expect(schemaFaults(JSON.parse(JSON.stringify(report)), schemaOf('docs/report.schema.json'))).toEqual([]);
  const file = JSON.parse(await hashedReport(report, sha256)) as WholeAppReport;
  expect((await checkReport(file, sha256)).wrong).toEqual([]);
  const changed = structuredClone(file);
  const [row] = changed.wholeApp.hours.filter(({ basis }) => basis === 'counter');
  if (row !== undefined) row.highPoints = 60_000;
  const { wrong } = await checkReport(changed, sha256);
  expect(wrong.join('\n')).toMatch(/"wholeApp" is not what was hashed[\s\S]*the best figure ends below it/);
  const bare = structuredClone(file);
  delete bare.hashes;
  for (const one of bare.wholeApp.hours) one.basis = 'scaled';
  expect((await checkReport(bare, sha256)).wrong.join('\n')).toMatch(
    /it is said to be Atlassian’s counter, and the tables have none, or the other way[\s\S]*"wholeAppSummaries" does not follow/,
  );
});

test('the command writes files that check takes, of a store that no fleet runs on, and merge takes none of them', async () => {
  const said = { out: '', err: '' };
  const streams = {
    out: { write: (text: string) => (said.out += text) },
    err: { write: (text: string) => (said.err += text) },
  };
  const other = await startFleet([], {}, { folder: join(folder, 'other') });
  other.print({ site: 1, requests: 4, points: 400 });
  await other.look();
  await other.stop();
  const asked = ['--data', join(folder, 'other'), '--app', appId, '--environment', other.environmentId];
  const output = join(folder, 'app.json');
  const files = ['-o', output, '-o', join(folder, 'app.html'), '-o', join(folder, 'app.csv')];
  expect([await fleetEvidence([...asked, ...files], streams, startMs + 600_000), said.err]).toEqual([0, '']);
  expect(readdirSync(folder).filter((name) => name.startsWith('app'))).toHaveLength(11);
  expect([await checkFiles([output], streams), said.err]).toEqual([0, '']);
  expect(said.out).toContain('and 1 site add up');
  expect(await merge([output, '-o', join(folder, 'merged.json')], streams)).toBe(2);
  expect(said.err).toContain('it is a report of several sites already');
  expect(readFileSync(output, 'utf8')).not.toContain('site-1.atlassian.net');
});

test.each([
  ['no folder', ['--data', 'nowhere-at-all'], 'There is no folder "nowhere-at-all"'],
  ['an ending', ['-o', 'app.pdf'], 'the ending must be .html, .json, .csv or .txt'],
  ['days', ['--days', '99'], '--days must be a whole number from 1 to 35'],
])('it says what is wrong with %s, and writes nothing', async (_name, args, why) => {
  let err = '';
  const streams = { out: { write: () => true }, err: { write: (text: string) => (err += text) } };
  const output = join(folder, 'none.json');
  const given = ['--app', appId, '--environment', 'e', '-o', output, ...args];
  expect(await fleetEvidence(given, streams, startMs)).toBe(2);
  expect(err).toContain(why);
  expect(() => readFileSync(output)).toThrow();
});
