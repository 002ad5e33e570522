import { isoTime, parseInstant } from './instant';

const nowMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const at = (text: string): number | null => parseInstant(text, nowMs)?.atMs ?? null;

describe('a moment', () => {
  it.each([
    ['2026-03-26T16:00:00.25Z', Date.UTC(2026, 2, 26, 16) + 250],
    ['2026-03-26T16:00:00,5Z', Date.UTC(2026, 2, 26, 16) + 500],
    ['20260326T160000Z', Date.UTC(2026, 2, 26, 16)],
    ['2026-03-26T16:00:60Z', Date.UTC(2026, 2, 26, 16, 1)],
    ['2026-03-26T23:59:00Z', Date.UTC(2026, 2, 26, 23, 59)],
    ['2026-12-01T00:00Z', Date.UTC(2026, 11, 1)],
    ['999999999.5', null],
    ['1000000000', 1e12],
    ['99999999999', 99_999_999_999_000],
    ['100000000000', 1e11],
    ['99999999999999', 99_999_999_999_999],
    ['31622400', nowMs + 31_622_400_000],
    ['31622401', null],
    ['0', nowMs],
    ['0.0004', nowMs],
    ['0.5', nowMs + 500],
    ['1774540800.25', 1_774_540_800_250],
    ['1774540800000000', 1_774_540_800_000],
    ['1774540800000000000', 1_774_540_800_000],
    ['1874540800000000', null],
    ['2026-03-26T24:00Z', null],
    ['2026-03-26T16:60Z', null],
    ['2026-03-26T16:00:61Z', null],
    ['2026-00-26T16:00Z', null],
    ['2026-03-00T16:00Z', null],
    ['2026-03-26T16:00+15:00', null],
    ['2026-03-26T16:00+14:00', Date.UTC(2026, 2, 26, 2)],
    [`${' '.repeat(68)}2026-03-26T16:00:00.000Z`, null],
    ['400 days', null],
    ['31622401s', null],
    ['366 days', nowMs + 31_622_400_000],
  ])('%s is %p', (text, ms) => {
    expect(at(text)).toBe(ms);
  });

  it('is named by its number where no calendar has it', () => {
    expect([isoTime(8.64e15), isoTime(8.64e15 + 1), isoTime(-8.64e15 - 1)]).toEqual([
      ...['+275760-09-13T00:00:00.000Z', '8640000000000001 ms', '-8640000000000001 ms'],
    ]);
  });

  it('finer than milliseconds says which one was taken', () => {
    expect(parseInstant('1774540800000000', nowMs)).toEqual({
      ...{ atMs: 1_774_540_800_000, kind: 'epochMilliseconds', assumption: '2026-03-26T16:00:00.000Z' },
    });
  });
});
