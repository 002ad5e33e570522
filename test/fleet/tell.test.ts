/** Telling the sites: when, whom, and what a site that lies, hangs or is gone can do to it. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterTelling,
  freshToldState,
  tellRules,
  whyTell,
  type PoolMoment,
} from '../../fleet/planning/when-to-tell';
import { withFigure, type PoolCourse } from '../../fleet/planning/pool-course';
import { hoursRead } from '../../fleet/pages/read-so-far';
import { composePools } from '../../fleet/tell/compose-notice';
import { keysCommand, readKeyFile } from '../../fleet/tell/keys-command';
import { readNoticeAddress } from '../../fleet/tell/notice-address';
import { NoticeSender, sendRules, type NoticeTarget } from '../../fleet/tell/send-notice';
import { readTellOptions } from '../../fleet/tell/tell-options';
import { Teller, type Told } from '../../fleet/tell/teller';
import { freshCollector } from '../../fleet/planning/collector-state';
import { keepLines } from '../../fleet/store/keep-lines';
import { siteLines } from '../../fleet/logs/site-lines';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { rollUpHours } from '../../fleet/store/roll-up';
import type { Database } from '../../fleet/store/sql';
import type { FleetLine } from '../../src/fleet-line/line';
import { writeLine } from '../../src/fleet-line/write-line';
import {
  isSignedNotice,
  makeNoticeKeys,
  publicKeyOf,
  readPrivateKey,
  readPublicKeys,
} from '../../src/pool-notice/keys';
import { noticeSignatureHeader } from '../../src/pool-notice/notice';
import { readNotice, writeNotice } from '../../src/pool-notice/read-notice';
import { hourMs, minuteMs } from '../../src/time';
import { VirtualTime } from '../support/virtual-time';
import { openMemory } from './support/empty-database';

const startMs = Date.UTC(2026, 10, 27, 14);
const keys = makeNoticeKeys();
const readUntil = (lookedAtMs: number) =>
  hoursRead({ ...freshCollector, plan: { ...freshCollector.plan, lookedAtMs } }, freshCollector);
const moment = (status: string, usedShare: number, endShare: number | null = null): PoolMoment => ({
  ...{ key: 'own jira', status, usedShare, endShare },
});

/** Looks every two minutes, as the collector does. */
function messagesOf(hours: number, pools: (atMs: number) => PoolMoment[]): number[] {
  let state = freshToldState;
  for (let atMs = startMs; atMs < startMs + hours * hourMs; atMs += 2 * minuteMs) {
    if (whyTell(state, pools(atMs), atMs) === null) continue;
    state = afterTelling(state, pools(atMs), atMs, atMs);
    sent.push(atMs);
  }
  return sent.splice(0);
}
const sent: number[] = [];
const shareOfHour = (atMs: number): number => (atMs % hourMs) / hourMs;

describe('the sites are told', () => {
  it('nothing while less than half is used and no more than 60% will be', () => {
    expect(messagesOf(48, () => [moment('fine', 0.5, 0.6)])).toEqual([]);
  });

  it('every quarter of an hour while more is, or will be', () => {
    expect(messagesOf(3, () => [moment('fine', 0.1, 0.61)])).toHaveLength(12);
    const rising = messagesOf(1, (atMs) => [moment('fine', 0.9 * shareOfHour(atMs))]);
    // Half is used in the 33rd minute.
    expect(rising.map((atMs) => (atMs - startMs) / minuteMs)).toEqual([34, 50]);
  });

  it('at once when an alarm begins or ends, and not of what is none', () => {
    const at = (minutes: number): number => startMs + minutes * minuteMs;
    const course = (atMs: number): PoolMoment =>
      atMs < at(10) ? moment('unknown', 0.1) : atMs < at(20) ? moment('near', 0.2) : moment('fine', 0.2);
    expect(messagesOf(1, (atMs) => [course(atMs)])).toEqual([at(10), at(20)]);
    expect(messagesOf(1, (atMs) => [moment(atMs < at(10) ? 'unknown' : 'fine', 0.2)])).toEqual([]);
  });

  it('and begins anew with the hour: what was empty then is full', () => {
    const wall = (atMs: number): PoolMoment =>
      atMs < startMs + hourMs ? moment('exhausted', 1) : moment('recovering', 0);
    expect(messagesOf(2, (atMs) => [wall(atMs)]).filter((atMs) => atMs >= startMs + hourMs)).toEqual([]);
  });

  it('twelve times in any hour at most, whatever happens: a status that changes with each look is no flood', () => {
    const times = messagesOf(72, (atMs) => [moment((atMs / minuteMs) % 4 === 0 ? 'watch' : 'near', 0.9)]);
    const inAnyHour = times.map(
      (atMs) => times.filter((other) => other > atMs - hourMs && other <= atMs).length,
    );
    expect(Math.max(...inAnyHour)).toBe(tellRules.mostAnHour);
  });

  it('within the month’s budget: 3,500 sites whose pool is busy an eighth of the time are called 1.26 million times', () => {
    // Three hours of each day fill three quarters of the pool, evenly.
    const isBusy = (atMs: number): boolean => [9, 10, 14].includes(Math.floor(atMs / hourMs) % 24);
    const times = messagesOf(30 * 24, (atMs) => [
      isBusy(atMs) ? moment('fine', 0.75 * shareOfHour(atMs), 0.75) : moment('fine', 0.2, 0.2),
    ]);
    const calls = times.length * 3_500;
    expect([times.length, calls]).toEqual([360, 1_260_000]);
  });
});

test('the course of the hour is what was seen at each look, and a hole where nobody looked', () => {
  let course: PoolCourse | undefined;
  for (const [minute, points] of [
    [2, 200],
    [7, 700],
    [10, 1_000],
    [12, 1_100],
    [28, 3_000],
    [31, 3_300],
  ] as const)
    course = withFigure(course, startMs + minute * minuteMs, points);
  expect(course?.points).toEqual([500, 1_000, null, null, null, 3_200]);
  expect(withFigure(course, startMs + hourMs + 5 * minuteMs, 250)).toMatchObject({ points: [250] });
});

describe('a message goes', () => {
  const v2 =
    'https://788926e4-e61e-473a-a1d0-b27e0b1ec96f.webtrigger.atlassian.app/public/XUBR5WnG2Hk2V52APDdGaRSDm';
  const v1 =
    'https://4a6d16a1-bf25-4ddb-9a1a-3a781c11af3d.hello.atlassian-dev.net/x1/XUBR5WnG2Hk2V52APDdGaRSDm';
  const here = 'http://127.0.0.1:4455/public/XUBR5WnG2Hk2V52APDdGaRSDm';

  it('to the addresses of Forge’s web triggers, of either form', () => {
    expect([v2, v1].map((address) => readNoticeAddress(address, false))).toEqual([v2, v1]);
  });

  it('and with an emulated cloud to this machine alone', () => {
    expect([here, v2].map((address) => readNoticeAddress(address, true))).toEqual([here, null]);
  });

  it.each([
    here,
    'http://169.254.169.254/latest/meta-data/',
    v2.replace('https', 'http'),
    v2.replace('atlassian.app/', 'atlassian.app:8443/'),
    v2.replace('https://', 'https://user:pass@'),
    v2.replace('.webtrigger.atlassian.app', '.webtrigger.atlassian.app.evil.example'),
    'https://evil.example/https://a.webtrigger.atlassian.app/public/XUBR5WnG2H',
    'https://webtrigger.atlassian.app/public/XUBR5WnG2H',
    'https://a.b.webtrigger.atlassian.app/public/XUBR5WnG2H',
    `${v2}?to=somewhere`,
    `${v2}#part`,
    `${v2}/further`,
    v2.replace('/public/', '/admin/'),
    v2.replace('/public/', '/public/%2e%2e/'),
    'file:///etc/passwd',
    'https://[::1]/public/XUBR5WnG2H',
    'no address',
    '',
  ])('nowhere else, whatever a line says: %s', (address) => {
    expect(readNoticeAddress(address, false)).toBeNull();
  });
});

describe('the sender', () => {
  const targets = (from: number, to: number): NoticeTarget[] =>
    Array.from({ length: to - from }, (_, n) => ({
      siteId: `site-${n + from}`,
      address: `https://${n + from}/`,
    }));
  const dead = new Set(['https://1/', 'https://2/', 'https://3/']);

  interface Play {
    time: VirtualTime;
    sender: NoticeSender;
    calls: { address: string; atMs: number }[];
    mostAtOnce: () => number;
  }

  /** Sites answer in 100 ms; the dead hang until they are given up. */
  function play(status: (address: string) => number = () => 200): Play {
    const time = new VirtualTime(startMs);
    const calls: Play['calls'] = [];
    let [atOnce, most] = [0, 0];
    const fetchIt = (async (url: string, init: RequestInit): Promise<Response> => {
      expect(init).toMatchObject({ method: 'POST', redirect: 'error' });
      calls.push({ address: url, atMs: time.nowMs() });
      atOnce += 1;
      most = Math.max(most, atOnce);
      await time.sleep(dead.has(url) ? sendRules.longestMs : 100);
      atOnce -= 1;
      if (dead.has(url)) throw new DOMException('too late', 'TimeoutError');
      return new Response('x', { status: status(url) });
    }) as typeof fetch;
    const stopped = new AbortController().signal;
    const sender = new NoticeSender({ fetch: fetchIt, now: time.nowMs, wait: time.sleep, stopped });
    return { time, sender, calls, mostAtOnce: () => most };
  }

  async function send(of: Play, all: readonly NoticeTarget[]) {
    const sealedAtMs = of.time.nowMs();
    const sending = of.sender.send(all, 'body', 'signature', sealedAtMs);
    await of.time.run();
    return sending;
  }

  it('has told all that live before it tries the dead again, eight at once', async () => {
    const playing = play();
    const outcome = await send(playing, targets(0, 200));
    expect(outcome).toMatchObject({ taken: 197, unreachable: 3, calls: 197 + 3 * sendRules.pausesMs.length });
    expect(playing.mostAtOnce()).toBe(sendRules.atOnce);
    const firstOfAll = new Map(
      playing.calls.map(({ address, atMs }) => [address, atMs]).reverse() as [string, number][],
    );
    expect(Math.max(...firstOfAll.values()) - startMs).toBeLessThan(10_000);
  });

  it('tells 3,500 sites of which a tenth is dead within the life of a message', async () => {
    const playing = play();
    for (let n = 0; n < 3_500; n += 10) dead.add(`https://${n}/`);
    const outcome = await send(playing, targets(0, 3_500));
    for (let n = 0; n < 3_500; n += 10) dead.delete(`https://${n}/`);
    expect(outcome.taken).toBe(3_500 - 350 - 3);
    const last = Math.max(...playing.calls.map(({ atMs }) => atMs));
    expect(last - startMs).toBeLessThan(10 * minuteMs);
  });

  it('leaves a site alone for an hour that failed with three messages, and not one that refuses', async () => {
    const playing = play((address) => (address === 'https://5/' ? 403 : 200));
    for (let n = 0; n < 3; n += 1) await send(playing, targets(0, 8));
    playing.calls.splice(0);
    expect(await send(playing, targets(0, 8))).toMatchObject({ taken: 4, refused: 1, resting: 3, calls: 5 });
    playing.time.clock.advance(hourMs);
    expect(await send(playing, targets(0, 8))).toMatchObject({ resting: 0, unreachable: 3 });
  });
});

describe('the teller', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.close());

  const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
  const from = { gauge: '0.1.0', site: null, edition: null, users: null } as const;
  const hour = startMs / hourMs;

  function printedBy(n: number, line: (installation: string) => FleetLine, atMs: number) {
    const message = writeLine(line(n.toString(16).padStart(8, '0')));
    return {
      ...{
        atMs,
        siteId: `site-${n}`,
        product: 'jira',
        appVersion: null,
        edition: null,
        licence: null,
        message,
      },
    };
  }

  const sum = (points: number) => ({
    ...{ requests: 10, refused: 0 },
    ...{ lowMilli: points * 900, likelyMilli: points * 1_000, highMilli: points * 1_100 },
  });

  /** A site's hour so far, and where it is told. */
  function lines(n: number, points: number, atMs: number, ofHour = hour) {
    const address = `http://127.0.0.1:1/public/trigger-of-${n}`;
    const bySite = (installation: string): FleetLine => ({
      kind: 'hour',
      ...{ from: { ...from, installation }, pool, hour: ofHour, number: 1, atMs, refusals: {}, readings: [] },
      ...{ routes: { 'forge.asApp': sum(points) }, endpoints: [] },
    });
    const atAddress = (installation: string): FleetLine => ({
      kind: 'site',
      ...{ from: { ...from, installation }, noticeUrl: address },
    });
    return n === 3
      ? [printedBy(n, bySite, atMs)]
      : [printedBy(n, bySite, atMs), printedBy(n, atAddress, atMs)];
  }

  it('tells active sites what the page says, once, in bands, signed; and goes on with a higher number after a new start', async () => {
    let nowMs = startMs + 30 * minuteMs;
    const { app } = await appScope(database, 'app-1', 'env-1');
    const store = collectorStore(database, app, 'logs', keepLines);
    // Twenty sites, one of which was told nothing where to be told, and one that rests since yesterday.
    const logs = Array.from({ length: 20 }, (_, n) => lines(n, 2_100, nowMs)).flat();
    await store.keep(freshCollector, siteLines([...logs, ...lines(20, 5, nowMs - 24 * hourMs, hour - 24)]));
    while (await rollUpHours(database));
    const calls: { url: string; body: string; signature: string }[] = [];
    const tolds: Told[] = [];
    const fetchIt = ((url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
      calls.push({ url, body, signature: headers[noticeSignatureHeader] ?? '' });
      return Promise.resolve(new Response('{"answer":"taken"}'));
    }) as unknown as typeof fetch;
    const open = (form: 'bands' | 'figures') =>
      new Teller(
        database,
        { app, appId: 'app-1', environmentId: 'env-1', nearShare: () => Promise.resolve(0.8) },
        { privateKey: readPrivateKey(keys.privateKey)!, form, addresses: new Map(), isEmulated: true },
        {
          ...{ fetch: fetchIt, now: () => nowMs, wait: () => Promise.resolve() },
          stopped: new AbortController().signal,
        },
        (told) => tolds.push(told),
      );
    const teller = open('bands');
    await teller.consider(readUntil(nowMs));
    await teller.settled();
    expect(tolds).toEqual([
      { why: 'repeat', taken: 19, refused: 0, unreachable: 0, resting: 0, calls: 19, withoutAddress: 1 },
    ]);
    expect(new Set(calls.map(({ url }) => url)).size).toBe(19);
    const { body, signature } = calls[0]!;
    // What a site stores of it is paid by the byte.
    expect(Buffer.byteLength(body)).toBeLessThan(600);
    expect(isSignedNotice(body, signature, readPublicKeys(keys.publicKey))).toBe(true);
    expect(readNotice(body)).toMatchObject({
      ...{ appId: 'app-1', environmentId: 'env-1', hour, sequence: nowMs, sealedAtMs: nowMs },
      // Of the sites that print: at least so much, and nothing bounds it.
      pools: [
        { pool, lowPoints: 32_500, likelyPoints: null, highPoints: null, sites: 20, status: 'unknown' },
      ],
    });

    nowMs += 2 * minuteMs;
    await teller.consider(readUntil(nowMs));
    await teller.settled();
    expect(tolds).toHaveLength(1);

    nowMs += 14 * minuteMs;
    calls.splice(0);
    const again = open('figures');
    await again.consider(readUntil(nowMs));
    await again.settled();
    expect(readNotice(calls[0]!.body)).toMatchObject({
      sequence: nowMs,
      pools: [{ lowPoints: 37_800, likelyPoints: 42_000, highPoints: null }],
    });
  });

  it('tells of what many sites print, whatever one of them makes of an app’s log', async () => {
    const nowMs = startMs + 30 * minuteMs;
    const { app } = await appScope(database, 'app-2', 'env-1');
    const store = collectorStore(database, app, 'logs', keepLines);
    const forged = (name: string, points: number) =>
      printedBy(
        9,
        (installation) => ({
          kind: 'hour',
          ...{ from: { ...from, installation }, pool: { ...pool, app: name }, hour, number: 1, atMs: nowMs },
          ...{ refusals: {}, readings: [], endpoints: [] },
          routes: Object.fromEntries(
            (['forge.asApp', 'forge.asUser', 'connect.jwt'] as const).map((route) => [route, sum(points)]),
          ),
        }),
        nowMs,
      );
    const logs = [
      ...Array.from({ length: 8 }, (_, n) => lines(n, 5_000, nowMs)).flat(),
      ...[forged('a'.repeat(65), 60_000), forged('more than a message holds', 900_000_000)],
      ...Array.from({ length: 9 }, (_, n) => forged(`pool ${n}`, 60_000)),
    ];
    await store.keep(freshCollector, siteLines(logs));
    while (await rollUpHours(database));
    const { pools } = await composePools(database, app, 'figures', {}, readUntil(nowMs), nowMs, 0.8);
    expect(pools).toHaveLength(8);
    expect(pools[0]).toMatchObject({ pool, likelyPoints: 40_000, sites: 8 });
    const body = writeNotice({
      ...{ appId: 'app-2', environmentId: 'env-1', hour, sequence: nowMs, sealedAtMs: nowMs, pools },
    });
    expect(readNotice(body)?.pools).toEqual(pools);
  });
});

describe('points-gauge fleet keys', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleet-keys-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes a private key that nobody else can read, prints its public half, and never makes it anew', () => {
    const file = join(folder, 'key');
    let out = '';
    const port = { write: (text: string) => (out += text) };
    keysCommand(['--key-file', file], port);
    const text = readFileSync(file, 'utf8').trim();
    const publicKey = publicKeyOf(readPrivateKey(text)!);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(out).toContain(`POINTS_GAUGE_FLEET_KEY ${publicKey}`);
    expect(out).not.toContain(text);
    keysCommand(['--key-file', file], port);
    expect(readFileSync(file, 'utf8').trim()).toBe(text);
    expect(publicKeyOf(readKeyFile(file))).toBe(publicKey);
    expect(out).not.toContain(text);
  });

  it('the fleet refuses a key that others can read, one that is none, and telling without one; its text is in no message', () => {
    const file = join(folder, 'key');
    const options = (change: object, env = {}) =>
      readTellOptions(
        { keyFile: undefined, form: undefined, addressFile: undefined, ...change },
        env,
        'https://api.atlassian.com',
      );
    writeFileSync(file, `${keys.privateKey}\n`, { mode: 0o644 });
    expect(() => options({ keyFile: file })).toThrow(`chmod 600 ${file}`);
    const wrong = `${keys.privateKey}AA`;
    let said = '';
    try {
      options({}, { POINTS_GAUGE_FLEET_PRIVATE_KEY: wrong });
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain('POINTS_GAUGE_FLEET_PRIVATE_KEY holds no private key');
    expect(said).not.toContain(keys.privateKey);
    expect(() => options({ form: 'figures' })).toThrow('need the key that signs');
    expect(() => options({ form: 'all' })).toThrow('bands or figures');
    expect(options({})).toBeNull();
    const withFile = (text: string) => {
      writeFileSync(join(folder, 'triggers'), text);
      return options(
        { addressFile: join(folder, 'triggers') },
        { POINTS_GAUGE_FLEET_PRIVATE_KEY: keys.privateKey },
      );
    };
    expect(() => withFile('# mine\nsite-1, https://evil.example/public/abcdefghijkl\n')).toThrow('Line 2');
    // As an editor of Windows leaves it.
    const address = 'https://788926e4.webtrigger.atlassian.app/public/XUBR5WnG2H';
    expect(withFile(`\ufeffsite-1, ${address}\r\n`)?.addresses).toEqual(new Map([['site-1', address]]));
  });
});
