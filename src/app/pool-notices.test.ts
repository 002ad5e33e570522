import { makeNoticeKeys, readPrivateKey, readPublicKeys, signNotice } from '../pool-notice/keys';
import { noticeSignatureHeader, type PoolNotice } from '../pool-notice/notice';
import { writeNotice } from '../pool-notice/read-notice';
import { toldPaceStore } from '../ledger/pace-store';
import { readTold } from '../ledger/told';
import { readState } from '../ledger/settings';
import { sourcesAnswer } from '../admin/pages/sources';
import { toldOf, toldPools } from '../insights/pools/told';
import { hourMs, minuteMs } from '../time';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { noticeKeys, PoolNotices } from './pool-notices';

const keys = makeNoticeKeys();
const strangers = makeNoticeKeys();
const publicKeys = readPublicKeys(keys.publicKey);
const here = { appId: 'app-1', environmentId: 'env-1' };
let harness: LedgerHarness;
let nowMs: number;
/** Storage requests since the test began. */
let asked: string[];

beforeEach(() => {
  harness = openLedgerHarness();
  nowMs = Math.floor(harness.clock.now() / hourMs) * hourMs + 20 * minuteMs;
  harness.clock.moveTo(nowMs);
  asked = [];
  harness.faults = ({ operation }) => {
    asked.push(operation);
    return null;
  };
});
afterEach(() => {
  harness.service.close();
});

function notice(change: Partial<PoolNotice> = {}): PoolNotice {
  return {
    ...{ ...here, hour: Math.floor(nowMs / hourMs), sequence: nowMs, sealedAtMs: nowMs },
    pools: [
      {
        pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
        ...{ asOfMs: nowMs, quotaPoints: 65_000, enforcement: null, status: 'near', sites: 20 },
        ...{ lowPoints: 52_000, likelyPoints: null, highPoints: 58_500, course: [] },
      },
    ],
    ...change,
  };
}

function sent(one: PoolNotice | string, privateKey = keys.privateKey, change: object = {}): unknown {
  const body = typeof one === 'string' ? one : writeNotice(one);
  const signature = signNotice(body, readPrivateKey(privateKey)!);
  return { method: 'POST', body, headers: { [noticeSignatureHeader.toUpperCase()]: [signature] }, ...change };
}

const take = async (of: PoolNotices, event: unknown, atMs = nowMs): Promise<string> =>
  (await of.take(event, 'site-a', { ...here, nowMs: atMs })).outputKey;

it('is stored where it is signed for this app, and is in what every page and judgement reads', async () => {
  expect(await take(new PoolNotices(publicKeys), sent(notice()))).toBe('taken');
  expect((await readState()).told).toEqual(notice());
});

it('is what the paces of all processes read, beside what is closed, in one storage call', async () => {
  await take(new PoolNotices(publicKeys), sent(notice()));
  asked = [];
  expect(await toldPaceStore.read()).toEqual({
    told: [
      {
        ...{ product: 'jira', quotaPoints: 65_000, leastPoints: 52_000, usedPoints: 55_250 },
        ...{ pointsAMinute: 55_250 / 20, fromMs: nowMs - 20 * minuteMs },
        ...{ atMs: nowMs, goodUntilMs: nowMs + 10 * minuteMs },
      },
    ],
  });
  expect(asked).toHaveLength(1);
});

it.each<[string, () => unknown]>([
  ['that is no POST', () => sent(notice(), keys.privateKey, { method: 'GET' })],
  ['without a body', () => sent(notice(), keys.privateKey, { body: undefined })],
  ['that is longer than any message', () => sent(JSON.stringify({ ...notice(), more: 'x'.repeat(9_000) }))],
  ['without a signature', () => sent(notice(), keys.privateKey, { headers: {} })],
  ['with two', () => ({ ...(sent(notice()) as object), headers: { [noticeSignatureHeader]: ['a', 'b'] } })],
  ['signed by a stranger', () => sent(notice(), strangers.privateKey)],
  [
    'changed on its way',
    () => ({ ...(sent(notice()) as object), body: writeNotice(notice({ sequence: 1 })) }),
  ],
  ['signed, and no message', () => sent('{"v":1}')],
  ['of another app', () => sent(notice({ appId: 'app-2' }))],
  ['of another environment', () => sent(notice({ environmentId: 'env-2' }))],
  ['of ten minutes ago', () => sent(notice({ sealedAtMs: nowMs - 10 * minuteMs }))],
  ['of a clock that is ahead', () => sent(notice({ sealedAtMs: nowMs + 3 * minuteMs }))],
  ['of the next hour', () => sent(notice({ hour: Math.floor(nowMs / hourMs) + 1 }))],
])('gets the one bland answer, and no storage call, a message %s', async (_, event) => {
  expect(await take(new PoolNotices(publicKeys), event())).toBe('refused');
  expect(asked).toEqual([]);
});

it('is refused, like everything, by an app without a key', async () => {
  expect(await take(new PoolNotices(noticeKeys({})), sent(notice()))).toBe('refused');
  expect(asked).toEqual([]);
});

it('is taken once, by whatever process it comes to, and never after a later one', async () => {
  const [one, other] = [new PoolNotices(publicKeys), new PoolNotices(publicKeys)];
  const [first, second] = [notice(), notice({ sequence: nowMs + 1 })];
  expect(await take(one, sent(second))).toBe('taken');
  expect([await take(one, sent(second)), await take(one, sent(first))]).toEqual(['refused', 'refused']);
  asked = [];
  // Another process asks storage once, and knows it from then on.
  for (const replayed of [second, first, second]) expect(await take(other, sent(replayed))).toBe('refused');
  expect(asked).toEqual(['get']);
  expect((await readTold()).notice).toEqual(second);
});

it.each([
  [1, 2],
  [2, 1],
])('is the later one that stays where two come at once to two processes: %i, %i', async (...order) => {
  await Promise.all(
    order.map((n) => take(new PoolNotices(publicKeys), sent(notice({ sequence: nowMs + n })))),
  );
  expect((await readTold()).notice?.sequence).toBe(nowMs + 2);
});

it('counts what it refuses without a storage call, however much comes, and stores the counts with the next message', async () => {
  const notices = new PoolNotices(publicKeys);
  for (let n = 0; n < 500; n += 1) await take(notices, sent(notice(), strangers.privateKey));
  await take(notices, sent(notice({ appId: 'app-2' })));
  expect(asked).toEqual([]);
  await take(notices, sent(notice()));
  await take(notices, sent(notice()));
  nowMs += minuteMs;
  await take(notices, sent(notice()));
  expect((await readTold()).refused).toEqual({ unsigned: 500, otherApp: 1, replayed: 1 });
  // And Settings says so, also a night and some weeks later; what the message said is of an hour that is over.
  expect((await sourcesAnswer(nowMs)).refusedNotices).toBe(502);
  harness.clock.advance(29 * 24 * hourMs);
  expect((await sourcesAnswer(harness.clock.now())).refusedNotices).toBe(502);
  const kept = (await readTold()).notice;
  expect(kept).not.toBeNull();
  expect(toldOf(toldPools(kept), kept!.pools[0]!.pool, 1, harness.clock.now())).toBeNull();
});

it('asks for another try where storage does not answer, and takes it then', async () => {
  const notices = new PoolNotices(publicKeys);
  harness.faults = ({ operation }) => (operation === 'transaction' ? { kind: 'refuse', status: 500 } : null);
  expect(await take(notices, sent(notice()))).toBe('later');
  harness.faults = null;
  expect(await take(notices, sent(notice()))).toBe('taken');
});

it('is what never was where the stored value is none of ours', async () => {
  const notices = new PoolNotices(publicKeys);
  await take(notices, sent(notice()));
  expect((await readTold()).notice).not.toBeNull();
  // Storage forgets it after 30 days; a value may come 48 hours longer, and its figures are of an hour that is over by then.
  harness.clock.advance(33 * 24 * hourMs);
  expect((await readTold()).notice).toBeNull();
});
