import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backoffMs } from './backoff';
import { diskKeeper } from './disk-queue';
import { createReporter } from './reporter';
import type { Reporter, ReporterOptions, ReporterProblem } from './reporter-options';
import { readBatch, type CheckedBatch } from '../protocol/read-batch';
import type { WireCall } from '../protocol/wire';
import {
  openReportHarness,
  readPool,
  readSources,
  type ReportHarness,
} from '../../test/ingest/report-harness';
import { startDoor, startServer, type Answer, type CallServer } from '../../test/node/call-server';

const startMs = Date.UTC(2026, 9, 5, 9, 20);
const call = (overrides: Partial<WireCall> = {}): WireCall => ({
  ...{ at: startMs, product: 'jira', route: 'oauth.3lo', method: 'GET' },
  ...{ path: '/rest/api/3/issue/{issueIdOrKey}', status: 200, ms: 40, objects: 1 },
  ...overrides,
});

/** A gauge that answers what the test says, and what it was sent. */
async function openGauge(
  answer: () => Answer,
): Promise<{ server: CallServer; batches: () => CheckedBatch[] }> {
  const server = await startServer(answer);
  return {
    server,
    batches: () =>
      server.requests.map(({ body }) => {
        const reading = readBatch(body);
        if (!reading.ok) throw new Error(reading.problem);
        return reading.batch;
      }),
  };
}

const taken: Answer = { status: 200, body: '{"answer":"counted"}' };
let problems: ReporterProblem[];
let closers: (() => Promise<unknown>)[];
beforeEach(() => {
  problems = [];
  closers = [];
});
afterEach(async () => {
  for (const close of closers) await close();
});

function report(server: { url: string }, options: Partial<ReporterOptions> = {}) {
  const reporter = createReporter({
    ...{ url: server.url, source: '0123456789abcdef', secret: 'pgs_x', sendEveryMs: 3_600_000 },
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  closers.push(() => reporter.close(0));
  return reporter;
}

describe('a reporter and the gauge', () => {
  let harness: ReportHarness;
  afterEach(() => harness.server.close());

  it('bring the calls of a back end to the page', async () => {
    harness = await openReportHarness();
    const { url, source, secret } = harness;
    const reporter = report(harness, { url, source, secret, nowMs: () => harness.clock.now() });
    for (let i = 0; i < 2_500; i += 1) reporter.report(call({ at: harness.clock.now() }));
    expect(await reporter.close()).toEqual({
      ...{ waitingCalls: 0, sentCalls: 2_500, droppedCalls: 0, refusedCalls: 0 },
    });
    expect(await readPool(harness)).toEqual({ requests: 2_500, points: 5_000, environment: 'PRODUCTION' });
    expect(problems).toEqual([]);
  });

  it('lose nothing within the bound while the gauge is away, and tell it later what did not fit', async () => {
    harness = await openReportHarness();
    const { url, source, secret } = harness;
    const door = await startDoor(url);
    closers.push(() => door.close());
    const reporter = report(harness, {
      ...{ url: door.url, source, secret, maxQueuedBytes: 40_000, nowMs: () => harness.clock.now() },
    });
    for (let i = 0; i < 300; i += 1) reporter.report(call({ at: harness.clock.now() }));
    const before = await reporter.flush();
    expect([before.sentCalls, before.waitingCalls + before.droppedCalls]).toEqual([0, 300]);
    expect(before.droppedCalls).toBeGreaterThan(0);
    expect(problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['full', 'away']));
    door.open();
    await reporter.flush();
    reporter.report(call({ at: harness.clock.now() }));
    const after = await reporter.flush();
    expect(after).toMatchObject({ waitingCalls: 0, sentCalls: before.waitingCalls + 1 });
    expect(await readPool(harness)).toMatchObject({ requests: before.waitingCalls + 1 });
    harness.clock.advance(60_000);
    reporter.report(call({ at: harness.clock.now() }));
    await reporter.close();
    expect((await readSources(harness)).sources[0]).toMatchObject({
      ...{ calls: before.waitingCalls + 2, droppedCalls: before.droppedCalls },
    });
  });
});

describe('with a fleet beside the gauge', () => {
  const away = { url: 'http://127.0.0.1:9/', source: 'x', secret: 'y' };
  const messages = (kind: string): string[] =>
    problems.flatMap((problem) => (problem.kind === kind ? [problem.message] : []));
  const sendAll = async (reporter: Reporter): Promise<number> => {
    for (let n = 0; n < 30; n += 1) {
      for (let i = 0; i < 20; i += 1) reporter.report(call());
      await reporter.flush();
    }
    return reporter.state().waitingCalls;
  };

  it('what waits for a fleet that is away is bounded, and keeps nothing from the gauge', async () => {
    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server, { fleet: away, maxQueuedBytes: 10_000 });
    expect(await sendAll(reporter)).toBe(0);
    expect(reporter.state()).toMatchObject({ sentCalls: 600, droppedCalls: 0 });
    expect(messages('away')[0]).toMatch(/^The fleet does not answer/);
    expect(messages('full').at(-1)).toContain('waits for the fleet');
    await reporter.close();
    const [, lost = ''] = /^(\d+) calls could not be sent to the fleet/.exec(messages('lost')[0] ?? '') ?? [];
    expect(Number(lost)).toBeGreaterThan(0);
    expect(Number(lost)).toBeLessThan(120);
  });

  it('a gauge that is away and has no room left keeps nothing from the fleet', async () => {
    const fleet = await openGauge(() => taken);
    closers.push(() => fleet.server.close());
    const there = { url: fleet.server.url, source: 'x', secret: 'y' };
    const reporter = report({ url: away.url }, { fleet: there, maxQueuedBytes: 10_000 });
    const waiting = await sendAll(reporter);
    expect(fleet.batches().reduce((sum, { calls }) => sum + calls.length, 0)).toBe(600);
    expect(reporter.state()).toMatchObject({ sentCalls: 0, droppedCalls: 600 - waiting });
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(120);
  });

  it('a gauge that comes back is told of every call that only the fleet got', async () => {
    let isAway = true;
    const gauge = await openGauge(() => (isAway ? { status: 503, body: '{"answer":"later"}' } : taken));
    const fleet = await openGauge(() => taken);
    closers.push(
      ...[gauge, fleet].map(
        ({ server }) =>
          () =>
            server.close(),
      ),
    );
    const there = { url: fleet.server.url, source: 'x', secret: 'y' };
    const reporter = report(gauge.server, { fleet: there, maxQueuedBytes: 10_000 });
    const waiting = await sendAll(reporter);
    isAway = false;
    await reporter.flush();
    reporter.report(call());
    await reporter.flush();
    const got = new Map(gauge.batches().map((batch) => [batch.id.n, batch]));
    const sum = (of: (batch: CheckedBatch) => number): number =>
      [...got.values()].reduce((all, batch) => all + of(batch), 0);
    expect(sum(({ calls }) => calls.length)).toBe(waiting + 1);
    expect(sum(({ droppedCalls }) => droppedCalls)).toBe(600 - waiting);
  });

  it('says at once what of the fleet is not set', () => {
    report({ url: away.url }, { fleet: { ...away, secret: ' ' } });
    expect(messages('notSet')).toEqual([expect.stringMatching(/^The reporter's fleet: secret is not set/)]);
  });
});

describe('a batch', () => {
  it('is sent again under the same id with the same content until it is taken, then the next', async () => {
    let answers: Answer[] = [{ status: 503, body: '{"answer":"later"}' }, taken, taken];
    const gauge = await openGauge(() => answers.shift() ?? taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server);
    reporter.report(call());
    expect(await reporter.flush()).toMatchObject({ waitingCalls: 1, sentCalls: 0 });
    reporter.report(call({ status: 404 }));
    expect(await reporter.flush()).toMatchObject({ waitingCalls: 0, sentCalls: 2 });
    const [first, second, third] = gauge.server.requests.map(({ body }) => body);
    expect(second).toBe(first);
    expect(gauge.batches().map(({ id }) => id.n)).toEqual([1, 1, 2]);
    expect(third).not.toBe(first);
    answers = [];
  });

  it('stays below 200 KB whatever the calls are', async () => {
    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server);
    const headers = { 'x-ratelimit-reset': '日'.repeat(200) };
    for (let i = 0; i < 400; i += 1) reporter.report(call({ headers }));
    await reporter.flush();
    expect(gauge.batches().reduce((sum, { calls }) => sum + calls.length, 0)).toBe(400);
    for (const { body } of gauge.server.requests)
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(204_800);
    expect(gauge.batches()[0]!.calls[0]!.headers).toEqual(headers);
  });

  it('that is refused for good is counted as refused, and does not hold up the next', async () => {
    const answers: Answer[] = [{ status: 400, body: '{"answer":"malformed"}' }];
    const gauge = await openGauge(() => answers.shift() ?? taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server);
    reporter.report(call());
    await reporter.flush();
    reporter.report(call());
    expect(await reporter.flush()).toMatchObject({ sentCalls: 1, refusedCalls: 1, waitingCalls: 0 });
    expect(problems).toMatchObject([{ kind: 'refused' }]);
  });

  it('that waited for more than a day is given up, and the gauge is told with the next', async () => {
    let nowMs = startMs;
    const answers: Answer[] = [{ status: 401, body: '{"answer":"notSigned"}' }];
    const gauge = await openGauge(() => answers.shift() ?? taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server, { nowMs: () => nowMs });
    reporter.report(call());
    await reporter.flush();
    nowMs += 25 * 3_600_000;
    await reporter.flush();
    reporter.report(call());
    expect(await reporter.flush()).toMatchObject({ sentCalls: 1, droppedCalls: 1 });
    expect(gauge.batches().at(-1)).toMatchObject({ droppedCalls: 1 });
    expect(problems.map(({ kind }) => kind)).toEqual(['notSigned', 'expired']);
  });
});

describe('a reporter that is not set up', () => {
  const unset: [string, Record<string, unknown>, RegExp][] = [
    ['without a secret', { secret: undefined }, /^The reporter's secret is not set: /],
    ['with an empty secret', { secret: ' \n' }, /^The reporter's secret is not set: /],
    [
      'without source and secret',
      { source: '', secret: '' },
      /^The reporter's source and secret are not set: /,
    ],
    ['with an address that is none', { url: 'gauge' }, /^The reporter's url is no address of the web: /],
  ];
  it.each(unset)('%s says so at once, keeps the calls and asks nobody', async (_what, options, message) => {
    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server, options);
    expect(problems).toEqual([{ kind: 'notSet', message: expect.stringMatching(message) as string }]);
    reporter.report(call());
    expect(await reporter.flush()).toMatchObject({ waitingCalls: 1, sentCalls: 0, droppedCalls: 0 });
    expect(gauge.server.requests).toEqual([]);
  });

  it('hands its queue on disk to the next process, which is', async () => {
    const queueFolder = join(mkdtempSync(join(tmpdir(), 'queue-')), 'batches');
    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const first = report(gauge.server, { queueFolder, secret: '' });
    first.report(call());
    await first.close();
    const second = report(gauge.server, { queueFolder, secret: 'pgs_x\n' });
    expect(await second.flush()).toMatchObject({ sentCalls: 1, waitingCalls: 0 });
  });
});

describe('a queue on disk', () => {
  it('brings the batches of a process that ended while the gauge was away, and holds no secret', async () => {
    const queueFolder = join(mkdtempSync(join(tmpdir(), 'queue-')), 'batches');
    const answers: Answer[] = [{ status: 503, body: '{"answer":"later"}' }];
    const gauge = await openGauge(() => answers.shift() ?? taken);
    closers.push(() => gauge.server.close());
    const first = report(gauge.server, { queueFolder });
    first.report(call());
    expect(await first.close()).toMatchObject({ waitingCalls: 1 });
    const [file = ''] = readdirSync(queueFolder);
    expect(statSync(join(queueFolder, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(queueFolder, file), 'utf8')).not.toContain('pgs_x');

    const second = report(gauge.server, { queueFolder });
    expect(await second.flush()).toMatchObject({ sentCalls: 1, waitingCalls: 0 });
    const [before, after] = gauge.server.requests.map(({ body }) => body);
    expect(after).toBe(before);
    expect(readdirSync(queueFolder)).toEqual([]);
    expect(problems.map(({ kind }) => kind)).toEqual(['away']);
  });

  it('of a day that the gauge was away is read in pieces, oldest first, and all of it goes out', async () => {
    const queueFolder = mkdtempSync(join(tmpdir(), 'queue-'));
    const filler = 'x'.repeat(190_000);
    const batches = Array.from({ length: 40 }, (_, i) => `abcdefgh.${i + 1}`);
    for (const [i, id] of batches.entries()) {
      const body = JSON.stringify({ version: 1, batch: id, sealedAt: startMs, calls: [], filler });
      const file = join(queueFolder, `${id}.batch.json`);
      writeFileSync(file, JSON.stringify({ id, sealedAtMs: startMs, calls: 1, body }));
      utimesSync(file, 1_790_000_000 + i, 1_790_000_000 + i);
    }
    writeFileSync(join(queueFolder, 'huge.1.batch.json'), 'x'.repeat(2 * 1024 * 1024));
    const keeper = diskKeeper(queueFolder);
    const first = await keeper.load();
    expect(first.length).toBeLessThan(15);
    const rest = [];
    for (let next = await keeper.load(); next.length > 0; next = await keeper.load()) rest.push(...next);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(batches);

    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server, { queueFolder, nowMs: () => startMs });
    expect(await reporter.flush(30_000)).toMatchObject({ sentCalls: 40, waitingCalls: 0 });
    expect(gauge.batches().map(({ id: { n } }) => n)).toEqual(batches.map((_, i) => i + 1));
  });

  it('that cannot be written costs the host nothing: batches wait in memory', async () => {
    const gauge = await openGauge(() => taken);
    closers.push(() => gauge.server.close());
    const reporter = report(gauge.server, { queueFolder: '/dev/null/queue' });
    reporter.report(call());
    expect(await reporter.flush()).toMatchObject({ sentCalls: 1 });
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'disk' }));
  });
});

it('waits twice as long after each failure, five minutes at most, never in step with others', () => {
  expect([1, 2, 3, 9, 10, 50].map((failures) => backoffMs(failures, 0.5))).toEqual([
    1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
  ]);
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([700, 1_300]);
});

it('says at the end how many calls it still had in memory', async () => {
  const gauge = await openGauge(() => ({ status: 503, body: '{"answer":"later"}' }));
  closers.push(() => gauge.server.close());
  const reporter = report(gauge.server);
  reporter.report(call());
  await reporter.close();
  expect(problems.at(-1)).toEqual({
    kind: 'lost',
    message: '1 calls could not be sent before the program ended.',
  });
});
