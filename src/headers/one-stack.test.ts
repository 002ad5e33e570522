import { parseOneStackBody } from './one-stack';

describe('the body of One Stack', () => {
  it.each<[unknown, object | null]>([
    [
      { code: 'A', details: { limit: 5, window: '1m', retryAfter: 9 } },
      { code: 'A', limit: 5, windowSeconds: 60, retryAfterSeconds: 9 },
    ],
    [
      { code: 'x'.repeat(201), details: { window: 30 } },
      { code: 'x'.repeat(200), limit: null, windowSeconds: 30, retryAfterSeconds: null },
    ],
    [
      { code: 'A', details: { window: '500ms' } },
      { code: 'A', limit: null, windowSeconds: 0.5, retryAfterSeconds: null },
    ],
    [
      { code: 'A', details: { window: '2 S', limit: -1, retryAfter: 0 } },
      { code: 'A', limit: null, windowSeconds: 2, retryAfterSeconds: 0 },
    ],
    [
      { code: 'A', details: { window: '3h', limit: NaN } },
      { code: 'A', limit: null, windowSeconds: 10_800, retryAfterSeconds: null },
    ],
    [
      { code: 'A', details: { window: '1d' } },
      { code: 'A', limit: null, windowSeconds: 86_400, retryAfterSeconds: null },
    ],
    [
      { code: 'A', details: { window: '1w' } },
      { code: 'A', limit: null, windowSeconds: null, retryAfterSeconds: null },
    ],
    [
      { code: 'A', details: { retryAfter: '5' } },
      { code: 'A', limit: null, windowSeconds: null, retryAfterSeconds: null },
    ],
    [{ code: 'A', details: {} }, null],
    [{ code: 'A', details: { limit: 5 } }, null],
    [{ code: 5, details: { window: '1m' } }, null],
    [{ code: 'A' }, null],
    [null, null],
  ])('%j', (body, wanted) => {
    expect(parseOneStackBody(body)).toEqual(wanted);
  });
});
