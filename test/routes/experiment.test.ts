import type { ExperimentAnswer, ExperimentAsk, RoutingAnswer } from '../../src/admin/contract/contract';
import { stepAt, type ExperimentResult } from '../../src/insights/routes/experiment';
import { experimentRoom } from '../../src/insights/routes/experiment-budget';
import { summarise } from '../../src/insights/routes/experiment-summary';
import { spikeAt } from '../../emulator/cloud/foreign';
import { demoAppId } from '../../demo/manifest';
import { readExperimentCall } from '../../src/admin/experiment/experiment-calls';
import { decodeRun } from '../../src/admin/experiment/experiment-run';
import {
  admin,
  askPage,
  member,
  demoStartMs,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';

const line = 'GET /rest/api/3/search/jql?jql=created%20%3E%3D%20-3650d&fields=id&maxResults=50';

async function experiment(demo: DemoCloud, command: ExperimentAsk): Promise<ExperimentAnswer> {
  const answer = await askPage<ExperimentAnswer>(demo, 'experiment', { command });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

/** Does what the page does: each step a request of its own, its own calls through the bridge. */
async function drive(demo: DemoCloud, runId: string, steps: number): Promise<ExperimentAnswer> {
  let last: ExperimentAnswer | null = null;
  for (let index = 0; index < steps; index += 1) {
    let bridge = null;
    if (stepAt(index, 1).route === 'forge.bridge') {
      const answer = await demo.forge.fetchProduct({
        installationId: demo.installation.id,
        accountId: admin.accountId,
        product: 'jira',
        restPath: line.slice(4),
        init: {},
      });
      const body = (await answer.json()) as { issues: unknown[] };
      bridge = { status: answer.status, latencyMs: 10, objects: body.issues.length };
      const call = { product: 'jira', method: 'GET', path: line.slice(4), status: 200, latencyMs: 10 };
      await askPage(demo, 'bridgeCalls', { calls: [{ ...call, agoMs: 0, headers: {} }] }, member.accountId);
    }
    last = await experiment(demo, { action: 'step', runId, index, line, bridge });
  }
  if (last === null) throw new Error('No step was made.');
  return last;
}

function charged(demo: DemoCloud) {
  const calls = demo.cloud.account.journal().filter(({ endpoint }) => endpoint.includes('search/jql'));
  const of = (route: string) => calls.filter((call) => call.route === route);
  const points = (route: string) => of(route).reduce((sum, call) => sum + call.points, 0);
  return (['forge.asApp', 'forge.asUser', 'forge.bridge'] as const).map((route) => [
    route,
    of(route).length,
    points(route),
  ]);
}

describe('an experiment against the emulated cloud', () => {
  it('shows for each route what the cloud charged, on the page of routes, too', async () => {
    const demo = await startDemoCloud();
    const { plan } = await experiment(demo, { action: 'plan', lines: [line], repeats: 2 });
    expect(plan).toMatchObject({ steps: 6, mostPoints: 204, pools: [{ product: 'jira', mostPoints: 204 }] });
    const { run } = await experiment(demo, {
      action: 'start',
      lines: [line],
      repeats: 2,
      agreedPoints: 204,
    });
    const done = await drive(demo, run?.id ?? '', 6);
    expect(done.run).toMatchObject({ stopped: null, nextIndex: 6 });
    expect(done.run?.endedAtMs).not.toBeNull();
    expect(
      done.rows.map(({ route, n, pointsEach, statuses }) => [route, n, n * pointsEach, statuses]),
    ).toEqual(charged(demo).map(([route, n, points]) => [route, n, points, [{ status: 200, n: 2 }]]));
    expect(JSON.stringify(done.run)).not.toContain('created');

    const routing = await askPage<RoutingAnswer>(demo, 'routing', {});
    if (!routing.ok) throw new Error(routing.error.message);
    const [jira] = routing.data.pools;
    expect(jira?.isRanked).toBe(false);
    expect(jira?.routes.find(({ route }) => route === 'forge.bridge')).toMatchObject({
      requests: 2,
      isCharged: false,
      points: { low: 0, likely: 0, high: 0 },
    });
    demo.storage.close();
  });

  it('does not start for more than was agreed to, makes no step twice, and ends when it is stopped', async () => {
    const demo = await startDemoCloud();
    const start = { action: 'start' as const, lines: [line], repeats: 1 };
    await expect(experiment(demo, { ...start, agreedPoints: 10 })).rejects.toThrow(/more than was agreed/);
    const { run } = await experiment(demo, { ...start, agreedPoints: 102 });
    const first = { action: 'step', runId: run?.id ?? '', index: 0, line, bridge: null } as const;
    await experiment(demo, first);
    await expect(experiment(demo, first)).rejects.toThrow(/next step of this run is 1/);
    const dearer = { ...first, index: 1, line: line.replace('=50', '=500') };
    await expect(experiment(demo, dearer)).rejects.toThrow(/not the call that was planned/);
    const twice = { ...first, index: 1 };
    const answers = await Promise.allSettled([experiment(demo, twice), experiment(demo, twice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await experiment(demo, { action: 'stop', runId: first.runId });
    await expect(experiment(demo, { ...first, index: 2 })).rejects.toThrow(/has ended/);
    expect(charged(demo).map(([, calls]) => calls)).toEqual([1, 1, 0]);
    demo.storage.close();
  });

  it('is over two minutes after its page made no call any more, and only then lets another one start', async () => {
    const demo = await startDemoCloud();
    const start = { action: 'start' as const, lines: [line], repeats: 1, agreedPoints: 102 };
    const { run } = await experiment(demo, start);
    await expect(experiment(demo, start)).rejects.toThrow(/Another run is under way/);
    demo.clock.advance(120_001);
    const later = await experiment(demo, { action: 'last' });
    expect(later.run).toMatchObject({ id: run?.id, stopped: 'vanished', endedAtMs: run?.startedAtMs });
    const step = { action: 'step', runId: run?.id ?? '', index: 0, line, bridge: null } as const;
    await expect(experiment(demo, step)).rejects.toThrow(/has ended/);
    expect((await experiment(demo, start)).run?.id).not.toBe(run?.id);
    expect(charged(demo).map(([, calls]) => calls)).toEqual([0, 0, 0]);
    demo.storage.close();
  });

  it.each([
    [85, 'tooDear'],
    [96, 'nearLimit'],
  ] as const)(
    'ends when an answer says that others have drawn %i%% of the pool meanwhile: %s',
    async (percent, why) => {
      // Within the first minute other sites draw so much; the run may still start, since nothing has said so yet.
      const pointsPerHour = (65_000 * percent * 60) / 100;
      const foreign = { jira: spikeAt({ atMs: demoStartMs, durationMs: 60_000, pointsPerHour }) };
      const id = demoAppId.slice(demoAppId.indexOf('/') + 1);
      const demo = await startDemoCloud({ apps: [{ id, tier: 1, enforcement: 'enforced', foreign }] });
      const start = { action: 'start' as const, lines: [line], repeats: 2, agreedPoints: 204 };
      const { run } = await experiment(demo, start);
      demo.clock.advance(60_000);
      const step = { action: 'step' as const, runId: run?.id ?? '', line, bridge: null };
      const done = await experiment(demo, { ...step, index: 0 });
      expect(done.run).toMatchObject({ stopped: why, nextIndex: 1, spentPoints: 51 });
      await expect(experiment(demo, { ...step, index: 1 })).rejects.toThrow(/has ended/);
      await expect(experiment(demo, start)).rejects.toThrow(/has not room enough/);
      expect(charged(demo).map(([, calls]) => calls)).toEqual([1, 0, 0]);
      demo.storage.close();
    },
  );

  it('ends with the first 429 of whichever route, and asks nothing again', async () => {
    const demo = await startDemoCloud();
    const { run } = await experiment(demo, { action: 'start', lines: [line], repeats: 2, agreedPoints: 204 });
    const step = { action: 'step' as const, runId: run?.id ?? '', line };
    await experiment(demo, { ...step, index: 0, bridge: null });
    await experiment(demo, { ...step, index: 1, bridge: null });
    const refused = { status: 429, latencyMs: 10, objects: null };
    const ended = await experiment(demo, { ...step, index: 2, bridge: refused });
    expect(ended.run).toMatchObject({ stopped: 'throttled', nextIndex: 3 });
    await expect(experiment(demo, { ...step, index: 3, bridge: null })).rejects.toThrow(/has ended/);
    expect(charged(demo).map(([, calls]) => calls)).toEqual([1, 1, 0]);
    demo.storage.close();
  });

  it('suggests what the app read in the last day, with its n, before what every site can answer', async () => {
    const demo = await startDemoCloud();
    await openPanel(demo, 'WEB-1');
    await openPanel(demo, 'WEB-2');
    const { suggested } = await experiment(demo, { action: 'last' });
    const [first] = suggested ?? [];
    expect(first).toEqual({ line: 'GET /rest/api/3/issue/{issueIdOrKey}/comment', calls: 2 });
    expect(suggested?.at(-1)).toEqual({ line: 'GET /wiki/api/v2/spaces?limit=25', calls: null });
    expect((await experiment(demo, { action: 'plan', lines: [line], repeats: 1 })).suggested).toBeNull();

    await experiment(demo, { action: 'start', lines: [line], repeats: 1, agreedPoints: 102 }).then(
      ({ run }) => experiment(demo, { action: 'step', runId: run?.id ?? '', index: 0, line, bridge: null }),
    );
    const again = (await experiment(demo, { action: 'last' })).suggested ?? [];
    // A recorded endpoint whose whole line is known comes with its query, once.
    expect(again.filter((one) => one.line.includes('GET /rest/api/3/search/jql'))).toEqual([
      { line, calls: 1 },
    ]);
    demo.storage.close();
  });

  it('is for administrators; telling of a page’s calls is for everybody', async () => {
    const demo = await startDemoCloud();
    const asked = await askPage(demo, 'experiment', { command: { action: 'last' } }, member.accountId);
    expect(asked).toMatchObject({ ok: false, error: { code: 'notAdmin' } });
    const told = await askPage(demo, 'bridgeCalls', { calls: [] }, member.accountId);
    expect(told).toEqual({
      ...{ ok: true, data: { booked: 0, refused: 0, waits: [] }, grant: null },
      gauge: gaugeVersion,
    });
    demo.storage.close();
  });
});

it.each([
  'POST /rest/api/3/issue',
  'DELETE /rest/api/3/issue/WEB-1',
  'GET /rest/api/3/../../admin',
  'GET //elsewhere.example/rest/api/3/myself',
  'GET https://elsewhere.example/',
  'GET /rest/api/3/unheard/of',
  '',
])('takes no part in an experiment: %j', (call) => {
  expect(() => readExperimentCall(call)).toThrow(/"/);
});

describe('a stored run', () => {
  const point = { low: 1, likely: 2, high: 3 };
  const call = { product: 'jira', method: 'GET', template: '/rest/api/3/myself', points: point };
  const result = {
    ...{ call: 0, route: 'forge.asApp', status: 200, latencyMs: 12, objects: 1, points: point },
    ...{ policy: 'global-app-quota', remainingPoints: null },
  };
  const run = {
    ...{ id: 'a1b2c3d4', startedAtMs: 1, movedAtMs: 2, endedAtMs: null, stopped: null, repeats: 3 },
    ...{ mostPoints: 18, spentPoints: 3, nextIndex: 1, calls: [call], results: [result] },
  };

  it('is read as it was written', () => {
    expect(decodeRun(run)).toEqual(run);
    expect(decodeRun(null)).toBeNull();
  });

  it.each([
    ['id', 7],
    ['movedAtMs', undefined],
    ['stopped', 'tired'],
    ['repeats', 21],
    ['mostPoints', Number.NaN],
    ['calls', [{ ...call, product: 'bitbucket' }]],
    ['calls', [{ ...call, method: 'DELETE' }]],
    ['results', [{ ...result, route: 'apiToken' }]],
    ['results', [{ ...result, call: 1 }]],
    ['results', [{ ...result, status: 'fine' }]],
    ['results', [{ ...result, policy: 7 }]],
    ['results', [{ ...result, latencyMs: -1 }]],
    ['results', 'none'],
  ])('is not read at all when its %s is %j', (name, value) => {
    expect(decodeRun({ ...run, [name]: value })).toBeNull();
  });
});

describe('room for an experiment', () => {
  const at = (used: number) => ({ basis: 'reading' as const, lowPoints: used, highPoints: used });

  it.each([
    [51_999, 9_000, 'allowed'],
    [52_000, 259, 'allowed'],
    [52_000, 260, 'tooDear'],
    [61_000, 79, 'allowed'],
    [61_000, 80, 'tooDear'],
    [61_750, 1, 'nearLimit'],
    [70_000, 1, 'nearLimit'],
  ] as const)('with %i of 65,000 points used, %i points: %s', (used, wanted, verdict) => {
    expect(experimentRoom(wanted, at(used), 65_000).verdict).toBe(verdict);
  });

  it('is small while no header of this hour has said anything', () => {
    const none = { basis: 'none' as const, lowPoints: 0, highPoints: null };
    expect(experimentRoom(259, none, null)).toMatchObject({ verdict: 'allowed', remainingPoints: null });
    expect(experimentRoom(261, none, null).verdict).toBe('tooDear');
  });
});

it('tells by the header’s difference what each route took, the bridge’s share of a mixed one, too', () => {
  const made = (index: number, remainingPoints: number | null): ExperimentResult => ({
    ...{ call: 0, route: stepAt(index, 1).route, status: 200, latencyMs: 10, objects: 5 },
    ...{ points: { low: 6, likely: 6, high: 6 }, policy: 'global-app-quota', remainingPoints },
  });
  // asApp, asUser, bridge; asUser, asApp, bridge; asApp: each charged call takes 6.
  const results = [9_000, 8_994, null, 8_988, 8_982, null, 8_976].map((left, index) => made(index, left));
  expect(summarise(results, 1).map(({ route, n, difference }) => [route, n, difference])).toEqual([
    ['forge.asApp', 3, { points: 6, n: 1 }],
    ['forge.asUser', 2, { points: 6, n: 1 }],
    ['forge.bridge', 2, { points: 0, n: 2 }],
  ]);
});
