import fc from 'fast-check';
import { readRateLimits, type ReadContext } from './lib';
import { describeLimits } from './headers/describe';

const nowMs = Date.UTC(2026, 10, 28, 14, 37);
const refused = { 'RateLimit-Reason': 'jira-burst-based', 'Retry-After': '5' };

beforeEach(() => {
  jest.useFakeTimers({ now: nowMs });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a response of which little is known besides its headers', () => {
  it.each<[string, unknown]>([
    ['no context', undefined],
    ['null', null],
    ['a text', 'jira'],
    ['an empty context', {}],
    ['nothing in it', { status: undefined, receivedAtMs: undefined }],
    ['a time that is none', { receivedAtMs: NaN, status: NaN }],
    ['a product that nobody knows, and quotas that are none', { product: 'compass', previous: [null, 5] }],
    ['values of another kind', { receivedAtMs: '2026-11-28', status: '429', previous: 'none' }],
  ])('%s: it came now, with a status that is not known', (_what, context) => {
    const limits = readRateLimits(refused, context as ReadContext);
    expect(limits).toEqual(readRateLimits(refused, { status: null, receivedAtMs: nowMs }));
    expect(limits.waitUntilMs).toBe(nowMs + 5_000);
    expect(describeLimits(limits, nowMs)[0]).toContain('Try again at 2026-11-28T14:37:05Z, in 5 s.');
  });

  it('never throws, whatever stands for the context', () => {
    const fields = ['status', 'receivedAtMs', 'product', 'method', 'previous', 'body'];
    const anyContext = fc.dictionary(
      fc.constantFrom(...fields),
      fc.oneof(fc.anything(), fc.array(fc.anything())),
    );
    fc.assert(
      fc.property(anyContext, (context) => {
        const drained = { RateLimit: '"global-app-quota";r=0;t=900' };
        for (const headers of [refused, drained, { 'RateLimit-Limit': '100' }])
          expect(() => readRateLimits(headers, context as unknown as ReadContext)).not.toThrow();
      }),
    );
  });

  it('no headers either: nothing is known, and the mistake is named', () => {
    const limits = (readRateLimits as (...args: unknown[]) => ReturnType<typeof readRateLimits>)();
    expect(limits).toMatchObject({ quotas: [], buckets: [], throttle: null, waitUntilMs: null });
    expect(limits.problems).toHaveLength(1);
  });

  it('what is given counts: its time, its status, its product', () => {
    const context = { status: 503, receivedAtMs: 1_000, product: 'jira' } as const;
    expect(readRateLimits({ 'Retry-After': '20' }, context).waitUntilMs).toBe(21_000);
    expect(readRateLimits({ 'Retry-After': '20' }, { status: 503 }).waitUntilMs).toBe(nowMs + 20_000);
  });
});
