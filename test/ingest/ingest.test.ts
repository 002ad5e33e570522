import type { SettingsAnswer } from '../../src/admin/contract/contract';
import { askPage } from '../support/demo-cloud';
import {
  batch,
  call,
  changeSources,
  openReportHarness,
  readPool,
  readSources,
  send,
  watchStorage,
  type ReportHarness,
} from './report-harness';

let harness: ReportHarness;
beforeEach(async () => {
  harness = await openReportHarness();
});
afterEach(() => harness.server.close());

const counted = { status: 200, body: '{"answer":"counted"}' };
const again = { status: 200, body: '{"answer":"alreadyCounted"}' };

describe('a signed batch', () => {
  it("is booked on the source's own pool, priced by the gauge", async () => {
    const calls = [
      call(harness),
      call(harness, { path: '/rest/api/3/group/member?groupname=x', objects: 8 }),
      call(harness, { method: 'POST', path: '/rest/api/3/issue', status: 201 }),
    ];
    expect(await send(harness, batch(harness, 1, { calls }))).toEqual(counted);
    expect(await readPool(harness)).toEqual({ requests: 3, points: 2 + 17 + 1, environment: 'PRODUCTION' });
  });

  it('counts once however often it is sent, before and after it is rolled up', async () => {
    const one = batch(harness, 1);
    expect(await send(harness, one)).toEqual(counted);
    expect(await send(harness, one)).toEqual(again);
    await harness.forge.runScheduled(harness.installation.id, 'sweep-hourly');
    harness.clock.advance(60_000);
    expect(await send(harness, one)).toEqual(again);
    await harness.forge.runScheduled(harness.installation.id, 'sweep-hourly');
    const sources = await readSources(harness);
    expect(sources.sources[0]).toMatchObject({ calls: 1, lastAnswer: 'alreadyCounted' });
    expect(await readPool(harness)).toMatchObject({ requests: 1, points: 2 });
  });

  it('that is as late as it may be still finds its hours open', async () => {
    const hourMs = 3_600_000;
    const sealedAt = harness.clock.now() - 39.9 * hourMs;
    const calls = [call(harness, { at: sealedAt - 24 * hourMs }), call(harness, { at: sealedAt })];
    expect(await send(harness, batch(harness, 1, { sealedAt, calls }))).toEqual(counted);
    harness.clock.advance(7 * hourMs);
    await harness.forge.runScheduled(harness.installation.id, 'sweep-hourly');
    const settings = await askPage<SettingsAnswer>(harness, 'settings');
    expect(settings).toMatchObject({
      ok: true,
      data: { integrity: { refusedRecords: 0, waitingRecords: 0 } },
    });
  });

  it('is counted by a retry when storage failed in between', async () => {
    const one = batch(harness, 1);
    // Remembered, but its record never arrived: as after a crash between the two writes.
    let writes = 0;
    watchStorage(harness, (path, body) => {
      if (!path.endsWith('/set') || !body.includes('"pg:rec:r')) return;
      writes += 1;
      if (writes === 1) throw new Error('storage is away');
    });
    expect((await send(harness, one)).body).toBe('{"answer":"later"}');
    expect(await readPool(harness)).toBeNull();
    expect(await send(harness, one)).toEqual(again);
    expect(await readPool(harness)).toMatchObject({ requests: 1 });
  });

  it('leaves no id, name or query value in storage', async () => {
    await send(
      harness,
      batch(harness, 1, { calls: [call(harness, { path: '/rest/api/3/user?accountId=5b10' })] }),
    );
    await send(harness, batch(harness, 2));
    await harness.forge.runScheduled(harness.installation.id, 'sweep-hourly');
    const answer = await askPage(harness, 'overview');
    expect(JSON.stringify(answer)).not.toMatch(/SECRET|5b10/);
  });
});

describe('what is not a good batch gets its own answer and counts nothing', () => {
  const answers: [string, (d: ReportHarness) => Promise<{ status: number; body: string }>, number, string][] =
    [
      ['a forged signature', (d) => send(d, batch(d, 1), { secret: 'pgs_guess' }), 401, 'notSigned'],
      ['an unknown source', (d) => send(d, batch(d, 1), { source: 'ffffffffffffffff' }), 401, 'notSigned'],
      [
        'no signature at all',
        (d) => send(d, batch(d, 1), { headers: { 'X-Points-Gauge-Signature': '' } }),
        401,
        'notSigned',
      ],
      [
        'a timestamp of six minutes ago',
        (d) => send(d, batch(d, 1), { atMs: d.clock.now() - 360_000 }),
        403,
        'wrongClock',
      ],
      [
        'a timestamp six minutes ahead',
        (d) => send(d, batch(d, 1), { atMs: d.clock.now() + 360_000 }),
        403,
        'wrongClock',
      ],
      ['no JSON', (d) => send(d, 'calls: 1'), 400, 'malformed'],
      [
        'an unknown product',
        (d) => send(d, { ...batch(d, 1), calls: [{ ...call(d), product: 'trello' }] }),
        400,
        'malformed',
      ],
      [
        '2,001 calls',
        (d) => send(d, { ...batch(d, 1), calls: Array.from({ length: 2_001 }, () => ({})) }),
        400,
        'malformed',
      ],
      [
        'a call of the day after tomorrow',
        (d) => send(d, batch(d, 1, { calls: [call(d, { at: d.clock.now() + 2 * 86_400_000 })] })),
        400,
        'malformed',
      ],
      [
        'a batch sealed 41 hours ago',
        (d) => send(d, batch(d, 1, { sealedAt: d.clock.now() - 41 * 3_600_000 })),
        410,
        'expired',
      ],
      ['201 KB', (d) => send(d, JSON.stringify(batch(d, 1)) + ' '.repeat(201 * 1024)), 413, 'tooLarge'],
    ];
  it.each(answers)('%s', async (_what, attempt, status, answer) => {
    expect(await attempt(harness)).toEqual({ status, body: `{"answer":"${answer}"}` });
    expect(await readPool(harness)).toBeNull();
  });

  it('a GET', async () => {
    const answer = await fetch(harness.url);
    expect([answer.status, await answer.text()]).toEqual([405, '{"answer":"notPost"}']);
  });

  it('an id that comes again with other content', async () => {
    await send(harness, batch(harness, 1));
    const other = batch(harness, 1, { calls: [call(harness), call(harness)] });
    expect(await send(harness, other)).toEqual({ status: 409, body: '{"answer":"changed"}' });
    expect(await readPool(harness)).toMatchObject({ requests: 1 });
  });

  it('more than 120 batches of one source in a minute', async () => {
    const statuses = [];
    for (let n = 1; n <= 122; n += 1) statuses.push((await send(harness, batch(harness, n))).status);
    expect(statuses.slice(118)).toEqual([200, 200, 429, 429]);
    harness.clock.advance(60_000);
    expect((await send(harness, batch(harness, 121))).status).toBe(200);
  });
});

describe('a source', () => {
  it('is shown with what came of its batches, its secret only once', async () => {
    await send(harness, batch(harness, 1, { dropped: 7 }));
    await send(harness, batch(harness, 2), { secret: 'pgs_guess' });
    harness.clock.advance(60_000);
    await send(harness, batch(harness, 2));
    const shown = await readSources(harness);
    expect(shown.shownOnce).toBeNull();
    expect(JSON.stringify(shown)).not.toContain(harness.secret);
    expect(shown.unsigned).toEqual({ notSigned: 1 });
    expect(shown.sources).toMatchObject([
      { app: 'Shop Sync', batches: { counted: 2 }, calls: 2, droppedCalls: 7, lastAnswer: 'counted' },
    ]);
  });

  it('loses one bad call and no batch, and is shown with what was wrong', async () => {
    const odd = [
      { ...call(harness), route: 'carrier.pigeon' },
      { ...call(harness), method: 'BREW' },
      { ...call(harness), method: 'BREW' },
      call(harness, { at: harness.clock.now() + 6 * 60_000 }),
    ];
    const one = {
      ...batch(harness, 1),
      calls: [call(harness), ...odd, { ...call(harness), objects: 'three' }],
    };
    expect(await send(harness, one)).toEqual(counted);
    // The future call is in time by now; the batch is the same all the same.
    harness.clock.advance(60_000);
    expect(await send(harness, one)).toEqual(again);
    expect(await readPool(harness)).toMatchObject({ requests: 2 });
    harness.clock.advance(60_000);
    await send(harness, { ...batch(harness, 2), calls: odd.slice(0, 1) });
    expect((await readSources(harness)).sources).toMatchObject([
      {
        batches: { counted: 1, alreadyCounted: 1, malformed: 1 },
        calls: 2,
        badCalls: 5,
        faults: { route: 2, method: 2, time: 1, objects: 1 },
      },
    ]);
  });

  it('whose clock is nine minutes slow is shown with it, though its batches are not taken', async () => {
    const slow = await send(harness, batch(harness, 1), { atMs: harness.clock.now() - 9 * 60_000 });
    expect(slow.body).toBe('{"answer":"wrongClock"}');
    const shown = await readSources(harness);
    expect(shown.unsigned).toEqual({});
    const [source] = shown.sources;
    expect(source).toMatchObject({ batches: { wrongClock: 1 }, calls: 0 });
    expect(Math.round((source?.clockAheadMs ?? 0) / 60_000)).toBe(-9);
  });

  it('keeps its old secret for a day when it is rotated', async () => {
    const { shownOnce } = await changeSources(harness, { kind: 'rotate', id: harness.source });
    expect(await send(harness, batch(harness, 1), { secret: shownOnce!.secret })).toEqual(counted);
    expect(await send(harness, batch(harness, 2))).toEqual(counted);
    harness.clock.advance(24 * 3_600_000);
    expect((await send(harness, batch(harness, 3))).status).toBe(401);
    expect(await send(harness, batch(harness, 3), { secret: shownOnce!.secret })).toEqual(counted);
  });

  it('is not heard any more from the moment it is revoked; what it reported stays', async () => {
    await send(harness, batch(harness, 1));
    expect((await changeSources(harness, { kind: 'revoke', id: harness.source })).sources).toEqual([]);
    expect((await send(harness, batch(harness, 2))).status).toBe(401);
    expect(await readPool(harness)).toMatchObject({ requests: 1 });
  });

  it('cannot overwrite what another one reported under the same batch id', async () => {
    const { shownOnce } = await changeSources(harness, {
      kind: 'make',
      app: 'Other',
      environment: 'STAGING',
    });
    const theirs = { source: shownOnce!.id, secret: shownOnce!.secret };
    expect(await send(harness, batch(harness, 1))).toEqual(counted);
    expect(await send(harness, batch(harness, 1, { calls: [call(harness), call(harness)] }), theirs)).toEqual(
      counted,
    );
    expect(await readPool(harness)).toMatchObject({ requests: 1 });
    expect(await readPool(harness, 'Other')).toMatchObject({ requests: 2, environment: 'STAGING' });
  });

  it.each(['own', 'own ', ' own', 'OWN  ', '\u00a0own\ufeff'])(
    'cannot take the name of the app that runs the gauge, as %j',
    async (app) => {
      const change = { kind: 'make', app, environment: 'X' };
      const refused = await askPage(harness, 'changeSources', { change });
      expect(refused).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    },
  );
});

it('a flood of bad batches costs one storage write a minute', async () => {
  const writes: string[] = [];
  watchStorage(harness, (path) => {
    if (/\/(set|delete|transaction)$/.test(path)) writes.push(path);
  });
  for (let i = 0; i < 100; i += 1) {
    await send(harness, batch(harness, i + 1), { secret: 'pgs_guess' });
    harness.clock.advance(1_000);
  }
  expect(writes).toEqual(['/api/v1/set', '/api/v1/set']);
  expect((await readSources(harness)).unsigned.notSigned).toBe(61);
});
