/** Alerts: what is told, once, to a receiver that is a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { anyCharacter } from '../support/any-character';
import { webUrl } from '../support/web-addresses';
import { askAlone } from '../support/ask-alone';
import { ManualClock } from '../../emulator/clock';
import { alertStates, conditionsOf, type Condition } from '../../fleet/alerts/conditions';
import { bodyOf, type Message } from '../../fleet/alerts/formats';
import { judge, type Notice, type Standing } from '../../fleet/alerts/judge';
import { readAlerts, readNear } from '../../fleet/alerts/options';
import { send } from '../../fleet/alerts/send';
import { keepStanding } from '../../fleet/alerts/store';
import { alertTurn } from '../../fleet/alerts/turn';

import { fleet } from '../../fleet/command';
import { freshCollector } from '../../fleet/planning/collector-state';
import { Progress } from '../../fleet/pages/progress';
import { appScope } from '../../fleet/store/app-scope';
import { until } from '../support/until';
import { alertSecret as secret, startReceiver } from './support/alert-receiver';
import { openMemory } from './support/empty-database';
import { overviewOf, poolOf } from './support/many-series';
import { appId } from './support/printed-fleet';
import { startFleet, startMs } from './support/running-fleet';

const minuteMs = 60_000;

test('a pool that fills is told of step by step, its end too, and a new start repeats nothing', async () => {
  const receiver = await startReceiver([503, 200]);
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-alerts-'));
  const env = { POINTS_GAUGE_ALERT_URL: receiver.url, POINTS_GAUGE_ALERT_SECRET: secret };
  const args = ['--alert-link', 'https://fleet.example.com/', '--near', '70'];
  const [clock, data] = [new ManualClock(startMs), join(folder, 'data')];
  let running = await startFleet(args, env, { folder: data, clock });
  const { cloud } = running;
  const states = (): string[] => receiver.received.map(({ body }) => `${body.kind} ${String(body.state)}`);
  try {
    running.print(
      { site: 0, requests: 900, points: 9_000 },
      { site: 1, requests: 100, points: 10_000, remainingPoints: 19_000 },
      { site: 2, requests: 50, points: 1_000 },
    );
    await running.look();
    await until('the first try was refused', () => receiver.received.length === 1);
    // It is tried again after half a minute, not before.
    clock.advance(31_000);
    await until('and taken', () => receiver.received.length >= 2);
    expect(states().slice(0, 2)).toEqual(['firing near', 'firing near']);
    const [first, again] = receiver.received;
    expect([first?.status, again?.status, first?.id === again?.id]).toEqual([503, 200, true]);
    expect(receiver.received.every(({ isSigned }) => isSigned)).toBe(true);
    expect(again?.body).toMatchObject({
      version: 1,
      pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
      link: 'https://fleet.example.com/',
    });
    expect(again?.body.verdict).toMatch(
      /^The pool of own \(jira, PRODUCTION\) is near its limit: [45]\d,\d{3} of 65,000 points \(7\d%\) are drawn, and it is full again at 15:00 UTC\.$/,
    );
    expect(again?.body.culprit).toBe(
      'site-1.atlassian.net draws most: 10,000 points, 50% of what the sites print. Dearest: GET /rest/api/3/search/jql on site-1.atlassian.net (forge.asApp), 10,000 points in 100 calls.',
    );
    running.print({ site: 1, requests: 200, points: 12_000 });
    await running.look();
    await until('one site takes over half, which is said, too', () =>
      states().includes('firing siteOverHalf'),
    );

    await running.stop();
    running = await startFleet(args, env, { folder: data, clock, cloud });
    await running.look();
    running.print({ site: 0, requests: 900, points: 9_000, refused: 3, refusedByPool: 3 });
    await running.look();
    await until('the empty pool is told', () => states().includes('firing exhausted'));
    expect(states().filter((one) => one.startsWith('firing'))).toEqual([
      'firing near',
      'firing near',
      'firing siteOverHalf',
      'firing exhausted',
    ]);

    clock.moveTo(Date.UTC(2026, 10, 27, 15, 6));
    await running.look();
    await until('its end is told', () => states().includes('resolved exhausted'));
    expect(
      receiver.received.find(({ body }) => body.kind === 'resolved' && body.state === 'exhausted')?.status,
    ).toBe(200);
  } finally {
    await running.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('thresholds that are saved on the page decide page, alerts, figures and answers to programs, also after a new start', async () => {
  const receiver = await startReceiver();
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-thresholds-'));
  const env = { POINTS_GAUGE_ALERT_URL: receiver.url, POINTS_GAUGE_ALERT_SECRET: secret };
  const [clock, data] = [new ManualClock(startMs), join(folder, 'data')];
  let running = await startFleet([], env, { folder: data, clock });
  const { cloud } = running;
  const states = (): string[] =>
    receiver.received.map(
      ({ body }) => `${body.kind} ${String(body.state)} ${String(body.thresholdPercent)}`,
    );
  const save = async (version: number, thresholds: unknown): Promise<unknown> => {
    const response = await askAlone(`${running.url}/api/thresholds`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: running.url },
      body: JSON.stringify({ version, thresholds }),
    });
    return response.json();
  };
  const metric = async (name: string): Promise<string[]> => {
    const text = await (await askAlone(`${running.url}/metrics`)).text();
    return text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`))
      .map((line) => line.replace(/^.*points_gauge_threshold="(\d+)".* (\S+)$/, '$1: $2'));
  };
  try {
    // Half of the pool by Atlassian's counter: nothing is near at 80%.
    running.print({ site: 1, requests: 100, points: 10_000, remainingPoints: 30_000 });
    const before = await running.look();
    expect([before.pools[0]?.status, before.pools[0]?.reachedPercent]).toEqual(['fine', null]);
    const wanted = [
      { percent: 40, actions: [] },
      { percent: 50, actions: ['alert'] },
      { percent: 90, actions: ['alert', 'sites'] },
    ];
    expect(await save(0, wanted)).toMatchObject({ ok: true });
    await until('the threshold that alerts is told of, and the one that does not is not', () =>
      states().includes('firing near 50'),
    );
    const after = await running.look();
    expect([after.pools[0]?.status, after.pools[0]?.reachedPercent]).toEqual(['near', 50]);
    expect(after.thresholds).toEqual(wanted);

    await running.stop();
    // What was saved holds, and the option is told so.
    running = await startFleet(['--near', '70'], env, { folder: data, clock, cloud });
    expect(running.said.err).toContain('Thresholds were saved on the page and hold: 40%, 50%, 90%.');
    await running.look();
    expect(await metric('points_gauge_pool_threshold')).toEqual(['40: 26000', '50: 32500', '90: 58500']);
    expect(await metric('points_gauge_pool_threshold_reached')).toEqual(['40: 1', '50: 1', '90: 0']);
    const told = (await (await askAlone(`${running.url}/api/v1/pools`)).json()) as object;
    expect(told).toMatchObject({ thresholds: wanted, pools: [{ status: 'near', reachedPercent: 50 }] });
    running.print({ site: 1, requests: 200, points: 20_000, remainingPoints: 4_000 });
    await running.look();
    await until('the higher one is told of by itself', () => states().includes('firing near 90'));
    expect(states().filter((one) => one.includes('near'))).toEqual(['firing near 50', 'firing near 90']);
  } finally {
    await running.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a receiver that fails holds up one message a turn, and none after the stop', async () => {
  const database = await openMemory();
  const { app } = await appScope(database, 'app-1', 'env-1');
  const message = (id: string): Message => ({
    ...{ version: 1, id, kind: 'firing', state: 'near', thresholdPercent: 80, verdict: 'near' },
    ...{ culprit: null, pool: null },
    ...{ figures: null, since: '2026-11-27T14:37:00.000Z', asOf: '2026-11-27T14:37:00.000Z', link: null },
  });
  await keepStanding(database, app, {}, ['1', '2', '3'].map(message), startMs);
  const asked: string[] = [];
  const ending = new AbortController();
  const turn = () =>
    alertTurn({
      ...{ database, now: () => startMs, note: () => undefined, stopped: ending.signal, pageUrl: null },
      scope: { app, appId: 'app-1', environmentId: 'env-1' },
      collecting: () =>
        Promise.resolve({
          ...{ state: freshCollector, progress: new Progress(), trouble: null },
          requests: { state: freshCollector, trouble: null, isStopped: true, delay: null },
        }),
      options: {
        webhook: { url: 'https://a.example/', format: 'slack', secret: null },
        silenceMs: 0,
        link: null,
      },
      fetch: (_url, init) => {
        asked.push(new Headers(init?.headers).get('X-Points-Gauge-Delivery') ?? '');
        return Promise.resolve(new Response('x'.repeat(100_000), { status: 500 }));
      },
    });
  try {
    await turn();
    expect(asked).toEqual(['1']);
    await turn();
    expect(asked).toEqual(['1', '2']);
    ending.abort();
    await turn();
    expect(asked).toEqual(['1', '2']);
  } finally {
    await database.close();
  }
});

test('the test alert is sent by one command, and says what the receiver made of it', async () => {
  const receiver = await startReceiver([200, 404, 302]);
  const run = async (): Promise<[number, string]> => {
    let said = '';
    const code = await fleet(['--app', appId, '--environment', 'production', '--test-alert'], {
      out: { write: (text) => (said += text) },
      err: { write: (text) => (said += text) },
      env: {
        ...{ ATLASSIAN_EMAIL: 'a@example.com', ATLASSIAN_API_TOKEN: 't' },
        ...{ POINTS_GAUGE_ALERT_URL: receiver.url, POINTS_GAUGE_ALERT_SECRET: secret },
      },
      ...{ fetch, pageFolder: '', now: () => startMs, wait: () => Promise.resolve() },
      stopped: new AbortController().signal,
    });
    return [code, said];
  };
  expect(await run()).toEqual([0, 'The test alert was taken.\n']);
  expect(await run()).toEqual([2, 'The test alert was not taken: the receiver answers 404.\n']);
  // Not where the receiver would like it to go.
  expect(await run()).toEqual([2, 'The test alert was not taken: the receiver cannot be reached.\n']);
  expect(receiver.received.map(({ body, isSigned }) => [body.kind, isSigned])).toEqual([
    ['test', true],
    ['test', true],
    ['test', true],
  ]);
  expect(receiver.received[0]?.header).toMatch(new RegExp(`^t=${String(startMs / 1_000)},v1=`));
  await receiver.stop();
});

const facts = { pool: null, verdict: 'v', culprit: null, figures: null, asOfMs: 0 };
/** A number is `near`, by a threshold. */
const minutes = (all: readonly (Condition['state'] | number | null)[], silence = 60): string[] => {
  let standing: Standing = {};
  const told: string[] = [];
  for (const [minute, one] of all.entries()) {
    const is: Pick<Condition, 'state' | 'percent'> | null =
      typeof one === 'number' ? { state: 'near', percent: one } : one && { state: one, percent: null };
    const conditions = is === null ? [] : [{ subject: 'pool 1', ...is, facts }];
    const next = judge(standing, conditions, silence * minuteMs, startMs + minute * minuteMs);
    standing = next.standing;
    told.push(
      ...next.notices.map(
        ({ kind, state, percent }) =>
          `${String(minute)} ${kind} ${state}${percent === null ? '' : ` ${String(percent)}`}`,
      ),
    );
  }
  return told;
};
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test('pools that a text in the logs invents are bounded, and go behind those that many sites print', () => {
  const invented = Array.from({ length: 500 }, (_, n) => ({ ...poolOf(n + 2), sites: 1 }));
  const pools = [...invented, poolOf(1)].map((pool) => ({
    ...{ ...pool, status: 'near' as const, reachedPercent: 80 },
  }));
  const subjects = conditionsOf(overviewOf(pools), new Map()).map(({ subject }) => subject);
  expect(subjects).toHaveLength(20);
  expect(subjects[0]).toBe('pool 1');
});

test('what flaps is told once; less alarm counts after ten minutes or with a new hour', () => {
  const flapping = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? ('near' as const) : null));
  expect(minutes([...flapping])).toEqual(['0 firing near']);
  expect(minutes(['near', ...many(11, null)])).toEqual(['0 firing near', '11 resolved near']);
  // 14:37 and 23 minutes are 15:00.
  expect(minutes([...many(22, 'near' as const), null, null])).toEqual(['0 firing near', '23 resolved near']);
  expect(minutes(['watch', 'near', 'exhausted', 'near'])).toEqual([
    '0 firing watch',
    '1 firing near',
    '2 firing exhausted',
  ]);
});

test('each threshold is told once, the higher one at once, and the end of all of them once', () => {
  expect(minutes([80, 80, 95, 80, 95, 'exhausted', 95, ...many(16, 80), null])).toEqual([
    ...['0 firing near 80', '2 firing near 95', '5 firing exhausted', '23 resolved near 80'],
  ]);
  expect(minutes([95, ...many(12, 80), ...many(11, null)])).toEqual([
    '0 firing near 95',
    '11 firing near 80',
    '23 resolved near 80',
  ]);
  // Taken away by the owner meanwhile.
  expect(minutes([80, ...many(12, null)])).toEqual(['0 firing near 80', '11 resolved near 80']);
});

test('a state is told again after the silence, not before, even if it went and came back', () => {
  expect(minutes(many(61, 'near' as const))).toEqual(['0 firing near', '60 firing near']);
  const cameBack = ['near' as const, ...many(12, null), ...many(5, 'near' as const), ...many(11, null)];
  expect(minutes(cameBack)).toEqual(['0 firing near', '11 resolved near']);
  expect(minutes(cameBack, 5)).toEqual([
    '0 firing near',
    '11 resolved near',
    '13 firing near',
    '23 resolved near',
  ]);
});

test('whatever happens: no state twice within the silence, no end of what was not told', () => {
  const course = fc.array(fc.option(fc.constantFrom(...alertStates), { nil: null }), { maxLength: 200 });
  fc.assert(
    fc.property(course, fc.integer({ min: 5, max: 90 }), (states, silence) => {
      let [standing, open]: [Standing, Notice | null] = [{}, null];
      const lastMs = new Map<string, number>();
      for (const [minute, state] of states.entries()) {
        const percent = state === 'near' ? 80 + 5 * (minute % 3) : null;
        const nowMs = startMs + minute * minuteMs;
        const conditions = state === null ? [] : [{ subject: 's', state, percent, facts }];
        const next = judge(standing, conditions, silence * minuteMs, nowMs);
        // As it is kept.
        standing = JSON.parse(JSON.stringify(next.standing)) as Standing;
        for (const notice of next.notices) {
          if (notice.kind === 'firing') {
            const name = `${notice.state} ${String(notice.percent)}`;
            expect(nowMs - (lastMs.get(name) ?? -Infinity)).toBeGreaterThanOrEqual(silence * minuteMs);
            lastMs.set(name, nowMs);
            open = notice;
          } else {
            expect(open).not.toBeNull();
            open = null;
          }
        }
      }
    }),
  );
});

test('Slack and Teams get what they show, and no markup of a site', () => {
  const message: Message = {
    ...{ version: 1, id: '1', kind: 'resolved', state: 'near', thresholdPercent: 80 },
    ...{ pool: null, figures: null },
    ...{ verdict: '<!channel> [click](https://evil.example) & more', culprit: null },
    ...{
      since: '2026-11-27T14:37:00.000Z',
      asOf: '2026-11-27T14:37:00.000Z',
      link: 'https://fleet.example.com/',
    },
  };
  expect(JSON.parse(bodyOf(message, 'slack'))).toEqual({
    text: 'Over: &lt;!channel&gt; [click](https://evil.example) &amp; more',
    blocks: [
      'Over: &lt;!channel&gt; [click](https://evil.example) &amp; more',
      '<https://fleet.example.com/|Points Gauge>',
    ].map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
  });
  expect(JSON.parse(bodyOf(message, 'teams'))).toMatchObject({
    attachments: [
      {
        content: {
          body: [{ text: 'Over: \\<!channel\\> \\[click\\](https://evil.example) & more' }],
          actions: [{ type: 'Action.OpenUrl', url: 'https://fleet.example.com/' }],
        },
      },
    ],
  });
});

test.each(['slack', 'teams'] as const)(
  '%s takes every message: what is longer than it takes is cut',
  async (format) => {
    const receiver = await startReceiver([], format);
    const webhook = { url: receiver.url, format, secret: null };
    const text = fc
      .string({ unit: anyCharacter, minLength: 1, maxLength: 40 })
      .chain((part) =>
        fc.integer({ min: 1, max: 1_500 }).map((times) => part.replaceAll(/\s/g, '_').repeat(times)),
      );
    try {
      await fc.assert(
        fc.asyncProperty(text, fc.option(text), fc.option(webUrl), async (verdict, culprit, link) => {
          const message: Message = {
            ...{ version: 1, id: '1', kind: 'firing', state: 'near', thresholdPercent: 80 },
            ...{ pool: null, figures: null, verdict, culprit, link },
            ...{ since: '2026-11-27T14:37:00.000Z', asOf: '2026-11-27T14:37:00.000Z' },
          };
          expect(await send(webhook, message, startMs, fetch)).toEqual({ kind: 'taken' });
        }),
        {
          numRuns: 60,
          examples: [
            ['&'.repeat(50_000), '<!channel>'.repeat(5_000), 'https://fleet.example.com/?a=1&b=2'],
            ['\u0001'.repeat(50_000), '🚧'.repeat(50_000), null],
            ['*_[]'.repeat(20_000), null, null],
          ],
        },
      );
      // It refuses what the real one refuses: the test could not pass on anything.
      const refused = async (body: string): Promise<number> =>
        (
          await fetch(receiver.url, {
            ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body },
          })
        ).status;
      const long = 'x'.repeat(30_000);
      const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } };
      expect([
        await refused(JSON.stringify({ text: 'a', blocks: [section] })),
        await refused(JSON.stringify({ type: 'message', attachments: [], text: long })),
      ]).toEqual(format === 'slack' ? [400, 400] : [400, 413]);
    } finally {
      await receiver.stop();
    }
  },
);

test('an address that is not encrypted, no secret and options without an address are refused', () => {
  const read = (env: Record<string, string>, values: Parameters<typeof readAlerts>[0] = {}): unknown =>
    readAlerts(values, env, () => '');
  expect(read({})).toBeNull();
  expect(() =>
    read({ POINTS_GAUGE_ALERT_URL: 'http://10.0.0.1/', POINTS_GAUGE_ALERT_SECRET: secret }),
  ).toThrow('https://');
  expect(() => read({ POINTS_GAUGE_ALERT_URL: 'https://a.example/' })).toThrow('POINTS_GAUGE_ALERT_SECRET');
  expect(() => read({}, { 'test-alert': true })).toThrow('POINTS_GAUGE_ALERT_URL');
  expect(
    read({ POINTS_GAUGE_ALERT_URL: 'https://hooks.slack.com/x' }, { 'alert-format': 'slack' }),
  ).toMatchObject({
    webhook: { format: 'slack', secret: null },
    silenceMs: 3_600_000,
  });
  expect(readNear('70')).toBe(70);
  expect(() => readNear('120')).toThrow('from 50 to 99');
});
