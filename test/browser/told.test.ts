/**
 * The whole way of a message: an app on twenty emulated sites, one of which sees Atlassian's counter; the fleet hears of it in the logs and
 * tells all of them, over their web triggers; the page of a site that saw nothing shows a band before, and the figure after. Then whoever
 * forges, replays or says it too late.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import type { FrameLocator, Page } from 'playwright-core';
import { demoAppId } from '../../demo/manifest';
import { cloudFetch } from '../../emulator/cloud/cloud-fetch';
import { spikeAt } from '../../emulator/cloud/foreign';
import { sendLogsTo } from '../../emulator/forge/app-logs';
import type { LogEntry } from '../../emulator/forge/forge-options';
import type { RunningHost } from '../../emulator/host/server';
import { fleet } from '../../fleet/command';
import { makeNoticeKeys, readPrivateKey, signNotice } from '../../src/pool-notice/keys';
import { noticeSignatureHeader } from '../../src/pool-notice/notice';
import { readNotice, writeNotice } from '../../src/pool-notice/read-notice';
import { beginFolder } from '../fleet/support/empty-database';
import { owner } from '../fleet/support/printed-fleet';
import { hostDemo, watchPage } from '../support/browser';
import { admin, demoStartMs, member, startDemoCloud, type DemoCloud } from '../support/demo-cloud';
import { takePage } from '../support/take-page';
import { until } from '../support/until';

const appId = demoAppId.slice(demoAppId.indexOf('/') + 1);
const sites = 20;
/** The only one that calls after the others drew. */
const seeing = 7;
const cloudIdOf = (n: number): string =>
  n === 0 ? '11111111-aaaa-4aaa-8aaa-111111111111' : `22222222-bbbb-4bbb-8bbb-${String(n).padStart(12, '0')}`;
const keys = makeNoticeKeys();

interface SentNotice {
  url: string;
  body: string;
  signature: string;
}

let demo: DemoCloud;
let host: RunningHost;
let page: Page;
let complaints: string[];
let folder: string;
const sent: SentNotice[] = [];
let said = '';
const ending = new AbortController();
let running: Promise<number> | null = null;
// The bundle runs outside of the test runner's sandbox, so its environment is the real process's.
const { env: variables } = runInThisContext('process') as NodeJS.Process;

beforeAll(async () => {
  // As `forge variables set` would: the app's processes read it when they load.
  variables['POINTS_GAUGE_FLEET_KEY'] = keys.publicKey;
  demo = await startSites();
  host = await hostDemo(demo);
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-told-'));
  beginFolder(join(folder, 'data'));
  page = await takePage();
  complaints = watchPage(page);
  await page.goto(`${host.url}/jira/settings/apps/points-gauge`);
  const card = app().getByRole('region', { name: 'Jira', exact: true });
  await card.getByText('How this is known').click();
});

afterAll(async () => {
  ending.abort();
  await running;
  await host.close();
  demo.storage.close();
  rmSync(folder, { recursive: true, force: true });
  delete variables['POINTS_GAUGE_FLEET_KEY'];
});

async function startSites(): Promise<DemoCloud> {
  const spike = { atMs: demoStartMs + 60_000, durationMs: 60_000, pointsPerHour: 0.85 * 65_000 * 60 };
  let send: (entry: LogEntry) => void = () => undefined;
  const started = await startDemoCloud(
    {
      apps: [{ id: appId, tier: 1, enforcement: 'enforced', foreign: { jira: spikeAt(spike) } }],
      owner: { accounts: [{ ...owner, owns: [appId] }] },
      sites: Array.from({ length: sites }, (_, n) => ({
        ...{ cloudId: cloudIdOf(n), name: `site-${n}`, users: 40 },
        ...({ edition: 'standard', people: [admin, member] } as const),
      })),
    },
    {
      webTriggerBaseUrl: () => host.url,
      onLog: (entry) => {
        send(entry);
      },
    },
  );
  const { owner: port } = started.cloud;
  if (port === null) throw new Error('The cloud serves no owner.');
  send = sendLogsTo(port, { id: appId, version: '1.0.0' });
  for (let n = 1; n < sites; n += 1)
    await started.forge.install({
      cloudId: cloudIdOf(n),
      siteUrl: `https://site-${n}.atlassian.net`,
      environmentType: 'PRODUCTION',
    });
  for (const { id } of started.forge.installations) await changeIssueOn(started, id);
  return started;
}

const changeIssueOn = (of: DemoCloud, id: string) =>
  of.forge.publishEvent(id, 'avi:jira:updated:issue', { issue: { key: 'WEB-1' } });

/** Where no gauge is, most of the pool goes; one site of twenty calls after it, and all print what they have. */
async function letOthersDraw(): Promise<void> {
  demo.clock.advance(3 * 60_000);
  await changeIssueOn(demo, demo.forge.installations[seeing]?.id ?? '');
  for (const { id } of demo.forge.installations) await demo.forge.runScheduled(id, 'sweep-hourly');
  demo.clock.advance(5 * 60_000);
}

/** The owner's program, until all sites were told. */
async function tellAll(): Promise<void> {
  const inCloud = cloudFetch(demo.cloud);
  running = fleet(
    [
      ...['--app', appId, '--environment', demo.cloud.owner?.environmentId(appId, 'PRODUCTION') ?? ''],
      ...[
        '--data',
        join(folder, 'data'),
        '--gateway',
        'http://127.0.0.1:9',
        '--no-page',
        '--tell',
        'figures',
      ],
    ],
    {
      out: { write: () => true },
      err: { write: (text) => (said += text) },
      env: {
        ...{ ATLASSIAN_EMAIL: owner.email, ATLASSIAN_API_TOKEN: owner.apiToken },
        POINTS_GAUGE_FLEET_PRIVATE_KEY: keys.privateKey,
      },
      fetch: async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input).href;
        if (!url.startsWith(host.url)) return inCloud(input, init);
        const signature = new Headers(init?.headers).get(noticeSignatureHeader) ?? '';
        sent.push({ url, body: typeof init?.body === 'string' ? init.body : '', signature });
        return fetch(url, init);
      },
      pageFolder: join(folder, 'none'),
      now: () => demo.clock.now(),
      wait: async (_ms, signal) => {
        await sleep(200, undefined, { signal }).catch(() => undefined);
      },
      stopped: ending.signal,
    },
  );
  await until('all sites were told', () => said.includes(`Sites told of the pool: ${String(sites)}.`)).catch(
    (error: unknown) => {
      throw new Error(said, { cause: error });
    },
  );
}

const app = (): FrameLocator => page.frameLocator('iframe');

/** All that the pool's card says, opened. The page has asked who looks at it when it was opened, and asks no product from then on. */
async function cardText(): Promise<string> {
  const answered = page.waitForResponse((response) => {
    if (!response.url().endsWith('/__host/bridge')) return false;
    const { payload } = response.request().postDataJSON() as { payload?: { functionKey?: string } };
    return payload?.functionKey === 'overview';
  });
  await app().getByRole('button', { name: 'Refresh' }).click();
  await (await answered).finished();
  const card = app().getByRole('region', { name: 'Jira', exact: true });
  // Drawn with the frame after the answer.
  await card.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  return (await card.innerText()).replace(/\s+/g, ' ');
}

async function post(to: string, body: string, signature: string): Promise<[number, string]> {
  const answer = await fetch(to, { method: 'POST', body, headers: { [noticeSignatureHeader]: signature } });
  return [answer.status, await answer.text()];
}

test('before the message a site knows a band, as its own headers leave it', async () => {
  const text = await cardText();
  expect(text).toMatch(/(?:All sites together|The whole pool): between \d+ and 52,000 of 65,000\./);
  expect(text).toContain('Estimate: the counter stays silent below 80%');
  expect(text).not.toContain('Near the limit');
});

test('after it the figure, whose it is and how long it is good, with an alarm that its own headers could not raise', async () => {
  await letOthersDraw();
  await tellAll();
  expect(new Set(sent.map(({ url }) => url)).size).toBe(sites);
  const notice = readNotice(sent[0]!.body);
  expect(notice).toMatchObject({ appId, pools: [{ status: 'near', sites: expect.any(Number) as number }] });
  const text = await cardText();
  const [, figure = ''] = /All sites together: about ([\d,]+) of 65,000/.exec(text) ?? [];
  const truth = demo.cloud.account
    .snapshot()
    .cells.filter(({ app, product }) => app?.endsWith(appId) === true && product === 'jira')
    .reduce((sum, { points }) => sum + points, 0);
  // What the sites drew is hundreds; the rest went where no gauge is. The counter was seen five minutes ago, and the minutes since are a guess.
  expect(Number(figure.replaceAll(',', ''))).toBeGreaterThan(0.85 * 65_000 + truth - 1_000);
  expect(Number(figure.replaceAll(',', ''))).toBeLessThanOrEqual(65_000);
  expect(text).toMatch(/Told by the app’s owner at 09:28 UTC, good until 09:38 UTC, of \d+ sites?\./);
  expect(text).toMatch(/says the app’s owner/);
  complaints.splice(0);
});

test('who forges, changes, replays or speaks for another app gets one bland answer, and the page stays as it is', async () => {
  const before = await cardText();
  const { url, body, signature } = sent[0]!;
  const notice = readNotice(body)!;
  const lie = writeNotice({
    ...notice,
    sequence: notice.sequence + 1,
    pools: notice.pools.map((pool) => ({
      ...pool,
      status: 'fine',
      lowPoints: 0,
      likelyPoints: 1,
      highPoints: 2,
    })),
  });
  const otherApp = writeNotice({ ...notice, sequence: notice.sequence + 1, appId: 'another' });
  const sign = (text: string, privateKey: string): string => signNotice(text, readPrivateKey(privateKey)!);
  const refused = [403, '{"answer":"refused"}'];
  expect(await post(url, body, signature)).toEqual(refused);
  expect(await post(url, lie, signature)).toEqual(refused);
  expect(await post(url, lie, sign(lie, makeNoticeKeys().privateKey))).toEqual(refused);
  expect(await post(url, otherApp, sign(otherApp, keys.privateKey))).toEqual(refused);
  expect(await post(url, 'x'.repeat(20_000), signature)).toEqual(refused);
  expect(await post(url, '', '')).toEqual(refused);
  expect(await cardText()).toBe(before);
});

test('when the fleet falls silent its figure fades, and the least of it is left until the full hour', async () => {
  ending.abort();
  demo.clock.advance(11 * 60_000);
  const faded = await cardText();
  expect(faded).toMatch(/All sites together: at least [\d,]+ of 65,000\./);
  expect(faded).toContain(
    'So much was gone by the word of the app’s owner of 09:28 UTC, which was good until 09:38 UTC.',
  );
  demo.clock.advance(30 * 60_000);
  expect(await cardText()).not.toContain('the app’s owner');
  expect(demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
});
