/**
 * The whole way: an app on forty emulated sites calls the product, the gauges on most of them print, the emulated App logs API gives it to the
 * command, a back end reports beside them, and its page shows it in a real browser; every figure against what the cloud charged.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { askAlone } from '../support/ask-alone';
import { nodeSha256 } from '../../cli/check';
import { demoAppId } from '../../demo/manifest';
import { cloudFetch } from '../../emulator/cloud/cloud-fetch';
import { emulatorToken } from '../../emulator/cloud/principal';
import { spikeAt } from '../../emulator/cloud/foreign';
import { sendLogsTo } from '../../emulator/forge/app-logs';
import type { LogEntry } from '../../emulator/forge/forge-options';
import { fleet } from '../../fleet/command';
import { alertSecret, startReceiver, type Receiver } from '../fleet/support/alert-receiver';
import { beginFolder } from '../fleet/support/empty-database';
import { owner } from '../fleet/support/printed-fleet';
import { schemaVersion } from '../../src/usage/schema';
import type { FleetOverview } from '../../fleet/pages/contract';
import { meteredFetch } from '../../src/node-client/metered-fetch';
import { createReporter } from '../../src/node-client/reporter';
import { checkReport } from '../../src/reports/check-report';
import type { WholeAppReport } from '../../src/reports/whole-app-report';
import { watchPage } from '../support/browser';
import { fleetPageFolder } from '../support/bundles';
import {
  admin,
  askPage,
  changeIssue,
  demoStartMs,
  member,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';
import { takePage } from '../support/take-page';
import { until } from '../support/until';

const appId = demoAppId.slice(demoAppId.indexOf('/') + 1);
const sites = 40;
const cloudIdOf = (n: number): string =>
  n === 0 ? '11111111-aaaa-4aaa-8aaa-111111111111' : `22222222-bbbb-4bbb-8bbb-${String(n).padStart(12, '0')}`;
/** Of these the customer keeps the logs; the app of those embeds no gauge that prints. */
const closed = new Set([3, 17, 31].map(cloudIdOf));
const silent = new Set([5, 22, 39].map(cloudIdOf));
const named = 7;
const nameOf = (cloudId: string): string =>
  cloudId === cloudIdOf(named) ? `site-${named}.atlassian.net` : cloudId;
const heard = sites - closed.size - silent.size;

let demo: DemoCloud;
let folder: string;
let page: Page;
let complaints: string[];
let url: string;
let receiver: Receiver;
const ending = new AbortController();
let running: Promise<number>;
let said = '';

beforeAll(async () => {
  demo = await liveAnHour();
  receiver = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-fleet-'));
  beginFolder(join(folder, 'data'));
  const { owner: told } = demo.cloud;
  let opened: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => {
    opened = resolve;
  });
  running = fleet(
    [
      ...['--app', appId, '--environment', told?.environmentId(appId, 'PRODUCTION') ?? ''],
      ...['--data', join(folder, 'data'), '--listen', '127.0.0.1:0'],
      ...['--reports', '127.0.0.1:0', '--own-source', 'sync service'],
    ],
    {
      out: { write: (text) => (said += text) },
      err: {
        write: (text) => {
          said += text;
          const shown = /The page is at (\S+)/.exec(text)?.[1];
          if (shown !== undefined) opened(shown);
        },
      },
      env: {
        ...{ ATLASSIAN_EMAIL: owner.email, ATLASSIAN_API_TOKEN: owner.apiToken },
        ...{ POINTS_GAUGE_ALERT_URL: receiver.url, POINTS_GAUGE_ALERT_SECRET: alertSecret },
      },
      // A webhook of the owner is where it says; Atlassian's gateway is the emulated one.
      fetch: (input, init) =>
        input === receiver.url ? fetch(input, init) : cloudFetch(demo.cloud)(input, init),
      pageFolder: fleetPageFolder(),
      now: () => demo.clock.now(),
      // The cloud's time stands: what is due is done in a moment, and the rest never is.
      wait: async (_ms, signal) => {
        await sleep(200, undefined, { signal }).catch(() => undefined);
      },
      stopped: ending.signal,
    },
  );
  url = await address;
  await until('the command has read and summed up the lines of all sites that print', async () => {
    await sleep(200);
    const asked = await askAlone(`${url}/api/overview?at=${performance.now()}`);
    const { data } = (await asked.json()) as { data: FleetOverview };
    return data.pools[0]?.sites === heard;
  });
  page = await takePage();
  complaints = watchPage(page);
});

afterAll(async () => {
  ending.abort();
  await running;
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Each site does something else, and the rest of the pool goes where no gauge of it is. */
async function liveAnHour(): Promise<DemoCloud> {
  const spike = { atMs: demoStartMs + 60_000, durationMs: 60_000, pointsPerHour: 0.85 * 65_000 * 60 };
  let send: (entry: LogEntry) => void = () => undefined;
  const started = await startDemoCloud(
    {
      apps: [{ id: appId, tier: 1, enforcement: 'enforced', foreign: { jira: spikeAt(spike) } }],
      owner: {
        accounts: [{ ...owner, owns: [appId] }],
        logs: { closedCloudIds: [...closed], pageSize: 25 },
      },
      sites: Array.from({ length: sites }, (_, n) => ({
        ...{ cloudId: cloudIdOf(n), name: `site-${n}`, users: 40 },
        ...({ edition: n % 2 === 0 ? 'standard' : 'premium', people: [admin, member] } as const),
      })),
    },
    {
      onLog: (entry) => {
        if (!silent.has(entry.printedBy?.installation.cloudId ?? '')) send(entry);
      },
    },
  );
  const { owner: told } = started.cloud;
  if (told === null) throw new Error('The cloud serves no owner.');
  send = sendLogsTo(told, { id: appId, version: '1.0.0' });
  const installed = [started.installation];
  for (let n = 1; n < sites; n += 1)
    installed.push(
      await started.forge.install({
        cloudId: cloudIdOf(n),
        siteUrl: `https://site-${n}.atlassian.net`,
        environmentType: 'PRODUCTION',
      }),
    );
  for (const [n, { id }] of installed.entries())
    for (let turn = 0; turn <= n % 3; turn += 1)
      await started.forge.publishEvent(id, 'avi:jira:updated:issue', { issue: { key: `WEB-${turn + 1}` } });
  started.clock.advance(3 * 60_000);
  // By now most of the pool is gone: this answer says what is left.
  await changeIssue(started, 'WEB-1');
  // An administrator of one site looks at its page: the platform tells the site's address there alone.
  await askPage(started, 'overview', {}, admin.accountId, installed[named]?.id);
  for (const { id } of installed) await started.forge.runScheduled(id, 'sweep-hourly');
  started.clock.advance(5 * 60_000);
  return started;
}

/** What the cloud charged of Jira, by site. */
function charged(): Map<string, number> {
  const bySite = new Map<string, number>();
  for (const { app, product, cloudId, points } of demo.cloud.account.snapshot().cells)
    if (app?.endsWith(appId) === true && product === 'jira')
      bySite.set(cloudId, (bySite.get(cloudId) ?? 0) + points);
  return bySite;
}

/** Calls of backends to Jira, by site. */
function calls(): Map<string, number> {
  const bySite = new Map<string, number>();
  for (const { app, product, cloudId, requests } of demo.cloud.account.snapshot().cells)
    if (app?.endsWith(appId) === true && product === 'jira')
      bySite.set(cloudId, (bySite.get(cloudId) ?? 0) + requests);
  return bySite;
}

const figure = (text: string): number => Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
const heardSites = (): [string, number][] =>
  [...charged()].filter(([cloudId]) => !closed.has(cloudId) && !silent.has(cloudId));

test('the first screen: all sites of the counter, and what the sites heard drew, to the point', async () => {
  await page.goto(url);
  await page.getByText(`${heard}`, { exact: true }).first().waitFor();
  const headline = await page.locator('.headline').innerText();
  expect(headline).toMatch(/^All sites together drew about [\d,]+ of 65,000 points this hour\.$/);
  // Five minutes after the counter was seen: what it said, and a guess since.
  expect(figure(headline.replace(/^.*about /, ''))).toBeGreaterThan(0.85 * 65_000);
  const estimate = await page
    .locator('.figures div', { hasText: 'Estimated by the gauges' })
    .locator('dd')
    .innerText();
  const truth = heardSites().reduce((sum, [, points]) => sum + points, 0);
  expect(figure(estimate)).toBe(truth);
  const words = await page.locator('.pool-words').innerText();
  expect(words).toMatch(
    /Atlassian’s counter at 09:23 UTC, seen by site-7\.atlassian\.net: [\d,]+ left for all sites\./,
  );
  await page.getByText(`Heard of ${heard} sites, of ${heard} in the last day.`).waitFor();
  expect(await page.locator('.status').first().innerText()).toBe('Near the limit');
  // The table of the last 24 hours has the headline's figure in the row of this hour.
  await page.getByRole('button', { name: 'Show as table' }).click();
  const day = page.getByRole('region', { name: 'Points an hour of Jira in the last 24 hours, by route' });
  const titles = await day.locator('thead th').allInnerTexts();
  const whole = titles.findIndex((title) => title === 'All sites together');
  const now = await day.locator('tbody tr').first().locator('th, td').nth(whole).innerText();
  expect(Math.abs(figure(now) - figure(headline.replace(/^.*about /, '')))).toBeLessThan(1_000);
});

test('the Sites page: each site that prints with what the cloud charged it, and the others by what Atlassian counts', async () => {
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  const rows = page.locator('.site-table tbody tr');
  await rows.first().waitFor();
  const all = await rows.evaluateAll((list) =>
    list.map((row) => ({
      site: row.querySelector('th a')?.textContent ?? '',
      points: row.querySelectorAll('td')[1]?.firstChild?.textContent ?? '',
      rest: row.querySelectorAll('td')[1]?.querySelector('.range')?.textContent ?? '',
      requests: Number(row.querySelectorAll('td')[2]?.textContent),
    })),
  );
  const unheard = new Set([...closed, ...silent]);
  const shown = all.filter(({ site }) => !unheard.has(site));
  expect(new Map(shown.map(({ site, points }) => [site, Number(points)]))).toEqual(
    new Map(heardSites().map(([cloudId, points]) => [nameOf(cloudId), points])),
  );
  // Sites whose customer keeps the logs, and those without a gauge, are there by what Atlassian counts of them: every call, and what it may have cost.
  const counted = all.filter(({ site }) => unheard.has(site));
  expect(new Map(counted.map(({ site, requests }) => [site, requests]))).toEqual(
    new Map([...calls()].filter(([cloudId]) => unheard.has(cloudId))),
  );
  for (const { site, rest } of counted) {
    const [, low, high] = /\(([\d,]+)[^\d]+([\d,]+)\)/.exec(rest) ?? [];
    const truth = charged().get(site) ?? NaN;
    expect([site, figure(low ?? '') <= truth, truth <= figure(high ?? '')]).toEqual([site, true, true]);
  }
  const points = shown.map((row) => Number(row.points));
  expect(points).toEqual([...points].sort((a, b) => b - a));
  await page.getByLabel('Edition', { exact: true }).selectOption('Premium');
  const odd = new Set(Array.from({ length: sites / 2 }, (_, n) => cloudIdOf(2 * n + 1)));
  const premium = heardSites().filter(([cloudId]) => odd.has(cloudId)).length;
  await page.waitForFunction(
    (count) => document.querySelectorAll('.site-table tbody tr').length === count,
    premium,
  );
  await page.getByLabel('Find a site').fill('000000000007');
  await page.waitForFunction(() => document.querySelectorAll('.site-table tbody tr').length === 1);
});

test('one site: its endpoints by route add up to what it was charged', async () => {
  const siteId = cloudIdOf(named);
  await page.getByRole('link', { name: nameOf(siteId) }).click();
  await page.getByRole('heading', { name: nameOf(siteId) }).waitFor();
  const table = page.getByRole('region', { name: 'Endpoints of this site' });
  await table.locator('tbody tr').first().waitFor();
  const parts = await table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      route: row.querySelectorAll('td')[0]?.textContent,
      points: Number(row.querySelectorAll('td')[2]?.firstChild?.textContent),
    })),
  );
  expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(charged().get(siteId));
  expect(new Set(parts.map(({ route }) => route))).toEqual(new Set(['asApp', 'asUser']));
  await page.goBack();
  expect(await page.getByLabel('Find a site').inputValue()).toBe('000000000007');
});

test('Settings: a test goes to the receiver and says what came back, and a threshold that is saved is that of all pages', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const alerts = page.getByRole('region', { name: 'Alerts', exact: true });
  await alerts.getByRole('button', { name: 'Send a test alert' }).click();
  await alerts.getByText('JSON, signed: taken').waitFor();
  const tests = receiver.received.filter(({ body }) => body.kind === 'test');
  expect(tests.map(({ isSigned, body }) => [isSigned, body.verdict])).toEqual([
    [true, 'This is how Points Gauge tells of a pool that runs dry. No pool does.'],
  ]);
  // At once a second time: nobody is told, and the page says why.
  await alerts.getByRole('button', { name: 'Send a test alert' }).click();
  await alerts.getByText('A test goes out every 10 seconds').waitFor();
  expect(receiver.received.filter(({ body }) => body.kind === 'test')).toHaveLength(1);

  const card = page.getByRole('region', { name: 'Thresholds', exact: true });
  await card.getByText('The sites are told nothing').waitFor();
  await card.getByLabel('From (percent)').fill('97');
  await card.getByLabel('Alert, here and in Prometheus').uncheck();
  await card.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'All sites', exact: true }).click();
  await page.locator('.gauge').getByText('97%', { exact: true }).waitFor();
  // By Atlassian's counter and the minutes since, so much is gone in this hour.
  await page.getByText('97% or more is used.').waitFor();
});

test('Settings takes files of a site, and says of each what became of it', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const card = page.getByRole('region', { name: 'Files of single sites', exact: true });
  const files = card.getByLabel('Files of this site');
  expect(await files.isDisabled()).toBe(true);
  await card.getByText('First say above whose files they are.').waitFor();
  await card.getByLabel('Id or address of the site').fill(nameOf(cloudIdOf(named)));
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  const head = { pointsGauge: 'ledger', v: schemaVersion, exportedAtMs: demo.clock.now() };
  await files.setInputFiles([file('half.json', '{"half'), file('empty.jsonl', `${JSON.stringify(head)}\n`)]);
  await card.getByText('half.json: Nothing of it was taken: it is damaged: no JSON.').waitFor();
  await card.getByText('empty.jsonl: 0 hours taken, marked as imported.').waitFor();
});

test('the evidence of all sites: a file of what each was charged, which holds against itself and names nobody', async () => {
  await page.getByRole('link', { name: 'Evidence', exact: true }).click();
  await page.getByText('What the best figure of each hour stands on').waitFor();
  await page.getByText('Each site is sixteen digits that stand for it.').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'All figures (JSON)' }).click(),
  ]);
  const text = readFileSync(await file.path(), 'utf8');
  const report = JSON.parse(text) as WholeAppReport;
  expect((await checkReport(report, nodeSha256)).wrong).toEqual([]);
  const byNumber = (a: number, b: number): number => a - b;
  expect(report.sites.map(({ pools }) => pools[0]?.likelyPoints ?? 0).sort(byNumber)).toEqual(
    heardSites()
      .map(([, points]) => points)
      .sort(byNumber),
  );
  expect(report.wholeApp.sites).toMatchObject({ told: heard, countedOnly: closed.size + silent.size });
  expect(report.wholeAppSummaries[0]?.byBasis).toContainEqual({ basis: 'counter', hours: 1 });
  expect(text).not.toContain('atlassian.net');
  await page.getByText('Preview', { exact: true }).click();
  await page.getByText('All sites together', { exact: true }).waitFor();
});

test('a back end reports its calls, tenant by tenant: its sites show what the cloud charged them, and nothing is double', async () => {
  const [, reports = ''] = /Back ends report to (\S+)/.exec(said) ?? [];
  const [, source = '', secret = ''] = /source (\w+), secret ([\w-]+)/.exec(said) ?? [];
  const { clock } = demo;
  const problems: string[] = [];
  const reporter = createReporter({
    ...{ url: reports, source, secret, nowMs: () => clock.now(), sendEveryMs: 3_600_000 },
    onProblem: ({ kind }) => problems.push(kind),
  });
  const before = charged();
  const tenants = [cloudIdOf(2), cloudIdOf(9)];
  const token = emulatorToken({ appId: demoAppId, environment: 'PRODUCTION', route: 'connect.jwt' });
  for (const [n, cloudId] of tenants.entries()) {
    const ask = meteredFetch(cloudFetch(demo.cloud), {
      ...{
        reporter,
        product: 'jira',
        route: 'connect.jwt',
        tenant: `tenant-${cloudId.slice(-2)}.example`,
        nowMs: () => clock.now(),
      },
    });
    for (let turn = 0; turn < 3 + n; turn += 1) {
      const answer = await ask(`https://api.atlassian.com/ex/jira/${cloudId}/rest/api/3/myself`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      await answer.json();
    }
  }
  await reporter.close(5_000);
  expect(problems).toEqual([]);
  clock.advance(3 * 60_000);
  const spent = (cloudId: string): number => (charged().get(cloudId) ?? 0) - (before.get(cloudId) ?? 0);
  const truth = heardSites().reduce((sum, [, points]) => sum + points, 0);
  await until('the reported calls are summed up', async () => {
    const asked = await askAlone(`${url}/api/overview?at=${performance.now()}`);
    const { data } = (await asked.json()) as { data: FleetOverview };
    return data.pools[0]?.estimate.likely === truth && data.pools[0].sites === heard + tenants.length;
  });
  await page.goto(`${url}/?tenants#/sites?q=tenant-`);
  const rows = page.locator('.site-table tbody tr');
  await rows.nth(1).waitFor();
  const shown = await rows.evaluateAll((list) =>
    list.map((row) => [
      row.querySelector('th a')?.textContent,
      Number(row.querySelectorAll('td')[1]?.firstChild?.textContent),
      Number(row.querySelectorAll('td')[2]?.textContent),
    ]),
  );
  expect(shown).toEqual(
    tenants
      .map((cloudId, n) => [`tenant-${cloudId.slice(-2)}.example`, spent(cloudId), 3 + n])
      .sort(([, a], [, b]) => Number(b) - Number(a)),
  );
});

test('the token is in nothing that was said or answered, and the page broke no policy', async () => {
  const answers = await Promise.all(
    ['', 'api/overview', 'api/settings', 'api/sites', `api/site?site=${cloudIdOf(7)}`].map(async (path) =>
      (await askAlone(`${url}/${path}`)).text(),
    ),
  );
  const basic = Buffer.from(`${owner.email}:${owner.apiToken}`).toString('base64');
  for (const text of [said, ...answers])
    for (const secret of [owner.apiToken, basic, owner.email, alertSecret, receiver.url])
      expect(text).not.toContain(secret);
  expect(complaints).toEqual([]);
});
