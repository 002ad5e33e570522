import fc from 'fast-check';
import { hourMs, minuteMs } from '../time';
import { goodUntilMs, refusalOf } from './admit';
import { inBands } from './bands';
import {
  isSignedNotice,
  makeNoticeKeys,
  publicKeyOf,
  readPrivateKey,
  readPublicKeys,
  signNotice,
} from './keys';
import { longestNoticeBytes, type NoticePool, type PoolNotice } from './notice';
import { readNotice, writeNotice } from './read-notice';

const hour = 498_592;
const sealedAtMs = hour * hourMs + 5 * minuteMs;
const pool: NoticePool = {
  pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  ...{ asOfMs: sealedAtMs - minuteMs, quotaPoints: 65_000, enforcement: 'enforced', status: 'fine' },
  ...{ lowPoints: 39_800, likelyPoints: 41_200, highPoints: 43_900, course: [20_100, null], sites: 18 },
};
const notice: PoolNotice = {
  appId: '8ce114f4-d82c-45e2-b4fb-c6a0751d7d57',
  environmentId: 'b2c0a9f0-6b5d-4c0e-8a5e-0f7a3c3f1d11',
  ...{ hour, sequence: sealedAtMs, sealedAtMs, pools: [pool] },
};
const here = { appId: notice.appId, environmentId: notice.environmentId, nowMs: sealedAtMs + minuteMs };
const body = writeNotice(notice);

/** A pair of RFC 8032's kind that was made once: what it signs is the same for good. */
const known = {
  privateKey: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const signer = (text = known.privateKey) => readPrivateKey(text)!;

describe('the owner’s message', () => {
  it('comes back as it was written, and eight pools of it fit into the longest body', () => {
    expect(readNotice(body)).toEqual(notice);
    const full = { ...pool, course: Array.from({ length: 12 }, () => 65_000) };
    const eight = writeNotice({ ...notice, pools: Array.from({ length: 8 }, () => full) });
    expect(readNotice(eight)?.pools).toHaveLength(8);
    expect(Buffer.byteLength(eight)).toBeLessThan(longestNoticeBytes);
  });

  it.each<[string, (one: Record<string, unknown>, ofPool: Record<string, unknown>) => void]>([
    ['of a later version', (one) => (one['v'] = 2)],
    ['without pools', (one) => (one['pools'] = [])],
    [
      'with nine pools',
      (one) => (one['pools'] = Array.from({ length: 9 }, () => (one['pools'] as unknown[])[0])),
    ],
    ['with a figure that is none', (_, ofPool) => (ofPool['likelyPoints'] = 'many')],
    ['with less than nothing', (_, ofPool) => (ofPool['lowPoints'] = -1)],
    ['with a band upside down', (_, ofPool) => (ofPool['lowPoints'] = 50_000)],
    ['of a quota of nothing', (_, ofPool) => (ofPool['quotaPoints'] = 0)],
    ['with a course of a day', (_, ofPool) => (ofPool['course'] = Array.from({ length: 288 }, () => 1))],
    ['with a name that no name is', (_, ofPool) => (ofPool['app'] = 'a\u0000b')],
    ['of a status that is none', (_, ofPool) => (ofPool['status'] = 'splendid')],
  ])('is none %s', (_, spoil) => {
    const one = JSON.parse(body) as { pools: Record<string, unknown>[] };
    spoil(one, one.pools[0]!);
    expect(readNotice(JSON.stringify(one))).toBeNull();
  });

  it('is none of whatever else a body may hold, and never an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readNotice(text)).toBeNull();
      }),
    );
  });
});

describe('the signature', () => {
  it('is Ed25519, the same for good, of a text that begins with what it is for', () => {
    expect(publicKeyOf(signer())).toBe(known.publicKey);
    expect(signNotice('{}', signer())).toBe(
      'xUKTegwyjtjADCfRavgCssblnfe6jiHcSHybggNk93uLH2h25ssc6fZsszkPuDOjvS3yhvJCG-VCykwdoL4eAA',
    );
  });

  it('holds for this body and this key alone, and for either of two while one is replaced', () => {
    const [old, next] = [makeNoticeKeys(), makeNoticeKeys()];
    const both = readPublicKeys(`${old.publicKey}, ${next.publicKey}`);
    for (const { privateKey } of [old, next])
      expect(isSignedNotice(body, signNotice(body, signer(privateKey)), both)).toBe(true);
    const signature = signNotice(body, signer(old.privateKey));
    expect(isSignedNotice(body, signature, readPublicKeys(next.publicKey))).toBe(false);
    expect(isSignedNotice(`${body} `, signature, both)).toBe(false);
    expect(isSignedNotice(body, signature.slice(0, -1), both)).toBe(false);
    expect(isSignedNotice(body, signature, [])).toBe(false);
  });

  it('is held against two keys at most; what is no key is passed over', () => {
    const three = Array.from({ length: 3 }, () => makeNoticeKeys().publicKey).join(' ');
    expect(readPublicKeys(`none ${three}`)).toHaveLength(2);
    expect([readPublicKeys(undefined), readPublicKeys('off')]).toEqual([[], []]);
    expect([readPrivateKey('short'), readPrivateKey(`${known.privateKey}=`)]).toEqual([null, null]);
  });
});

describe('a signed message is taken', () => {
  it.each<[string, Partial<PoolNotice>, number, ReturnType<typeof refusalOf>]>([
    ['for this app, environment and moment', {}, 0, null],
    ['whose app is written as its ARI', { appId: `ari:cloud:ecosystem::app/${notice.appId}` }, 0, null],
    ['for another app', { appId: 'another' }, 0, 'otherApp'],
    ['for another environment', { environmentId: 'staging' }, 0, 'otherEnvironment'],
    ['ten minutes later', {}, 9 * minuteMs, 'old'],
    ['a moment before', {}, 9 * minuteMs - 1, null],
    ['of the hour before', { hour: hour - 1 }, 0, 'old'],
    ['of the next hour', { hour: hour + 1 }, 0, 'future'],
    ['of a clock that is two minutes ahead', { sealedAtMs: sealedAtMs + 3 * minuteMs }, 0, null],
    ['of one that is more', { sealedAtMs: sealedAtMs + 3 * minuteMs + 1 }, 0, 'future'],
    ['that speaks of what has not been', { pools: [{ ...pool, asOfMs: sealedAtMs + 1 }] }, 0, 'future'],
  ])('%s', (_, change, laterMs, refusal) => {
    expect(refusalOf({ ...notice, ...change }, { ...here, nowMs: here.nowMs + laterMs })).toBe(refusal);
  });

  it('and is good for ten minutes, never beyond the hour', () => {
    expect(goodUntilMs(notice)).toBe(sealedAtMs + 10 * minuteMs);
    expect(goodUntilMs({ hour, sealedAtMs: (hour + 1) * hourMs - minuteMs })).toBe((hour + 1) * hourMs);
  });
});

describe('bands', () => {
  it('hold the figure, in steps of a tenth of the quota, and leave nothing finer', () => {
    expect(inBands(pool)).toMatchObject({
      ...{ lowPoints: 39_000, likelyPoints: null, highPoints: 45_500 },
      course: [19_500, null],
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.nat(2e6),
        fc.nat(1e6),
        fc.nat(1e6),
        (quotaPoints, a, b, c) => {
          const figure = {
            ...pool,
            quotaPoints,
            lowPoints: a,
            likelyPoints: a + b,
            highPoints: a + b + c,
            course: [a],
          };
          const banded = inBands(figure);
          expect(banded.lowPoints).toBeLessThanOrEqual(a);
          expect(banded.highPoints).toBeGreaterThanOrEqual(a + b + c);
          for (const points of [banded.lowPoints, banded.highPoints!, banded.course[0]!]) {
            const steps = points / (quotaPoints / 10);
            expect(Math.abs(steps - Math.round(steps)) * (quotaPoints / 10)).toBeLessThan(1 + 1e-6);
          }
          expect(readNotice(writeNotice({ ...notice, pools: [banded] }))).not.toBeNull();
        },
      ),
    );
  });
});
