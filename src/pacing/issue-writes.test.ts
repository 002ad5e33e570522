import { IssueWrites } from './issue-writes';

const nowMs = 1_760_000_000_000;
const places = (writes: IssueWrites, count: number, at = nowMs): number[] =>
  Array.from({ length: count }, () => writes.take('#1', at) - nowMs);

describe('writes to one issue', () => {
  it('take places 25 ms apart, twenty in two seconds and a hundred in thirty', () => {
    const all = places(new IssueWrites(), 121);
    expect(all.slice(0, 22)).toEqual([...Array.from({ length: 20 }, (_, i) => i * 25), 2_000, 2_025]);
    expect([all[39], all[40], all[99], all[100], all[101], all[120]]).toEqual([
      ...[2_475, 4_000, 8_475, 30_000, 30_025, 32_000],
    ]);
  });

  it('of another issue have places of their own, and a place that is left is free', () => {
    const writes = new IssueWrites();
    expect([writes.take('#1', nowMs), writes.take('#2', nowMs)]).toEqual([nowMs, nowMs]);
    writes.leave('#1', nowMs);
    writes.leave('#1', nowMs + 5);
    writes.leave('#3', nowMs);
    expect(places(writes, 2)).toEqual([0, 25]);
  });

  it('go where no other went within 25 ms before, and count as sent then', () => {
    const writes = new IssueWrites();
    const [first, second] = [writes.take('#1', nowMs), writes.take('#1', nowMs)];
    expect(writes.go('#1', first, nowMs)).toBe(true);
    expect(writes.go('#1', second, nowMs + 24)).toBe(false);
    expect(writes.go('#1', writes.take('#1', nowMs + 25), nowMs + 25)).toBe(true);
    expect(places(writes, 1, nowMs + 25)).toEqual([50]);
  });

  it('do not go where twenty went in the last two seconds, though their places were later', () => {
    const writes = new IssueWrites();
    for (let i = 0; i < 20; i += 1) expect(writes.go('#1', -1, nowMs + i * 25)).toBe(true);
    expect(writes.go('#1', -1, nowMs + 1_999)).toBe(false);
    expect(writes.go('#1', -1, nowMs + 2_000)).toBe(true);
  });

  it('are a second apart once one was refused, twice as far with each further refusal, eight at most', () => {
    const writes = new IssueWrites();
    const gapAfter = (atMs: number): number => {
      writes.refused('#1', nowMs + atMs);
      const [a, b] = [writes.take('#1', nowMs + atMs), writes.take('#1', nowMs + atMs)];
      return b - a;
    };
    // Those of one second were under way together.
    expect([0, 999, 1_000, 60_000, 120_000, 180_000].map(gapAfter)).toEqual([
      ...[1_000, 1_000, 2_000, 4_000, 8_000, 8_000],
    ]);
  });

  it('are half as far apart after each five minutes', () => {
    const writes = new IssueWrites();
    writes.refused('#1', nowMs);
    const gapAt = (atMs: number): number => {
      const one = writes.take('#1', nowMs + atMs);
      const gap = writes.take('#1', nowMs + atMs) - one;
      return gap;
    };
    expect([299_999, 400_000, 650_000, 3_000_000].map(gapAt)).toEqual([1_000, 500, 250, 25]);
    writes.refused('#1', nowMs + 3_600_000);
    expect(gapAt(3_600_000)).toBe(1_000);
  });

  it('in line for sooner places take new ones after a refusal', () => {
    const writes = new IssueWrites();
    places(writes, 3);
    writes.refused('#1', nowMs);
    expect(places(writes, 2)).toEqual([1_000, 2_000]);
  });

  it('are forgotten half a minute after they went, and issues when five thousand are known', () => {
    const writes = new IssueWrites();
    for (let i = 0; i < 100; i += 1) writes.go('#1', -1, nowMs + i * 100);
    expect(writes.take('#1', nowMs + 9_900) - nowMs).toBe(30_000);
    writes.leave('#1', nowMs + 30_000);
    expect(writes.take('#1', nowMs + 40_000) - nowMs).toBe(40_000);

    const many = new IssueWrites();
    const of = (at: number, name: string): number => many.take(name, nowMs + at) - nowMs;
    many.refused('#refused', nowMs);
    for (let i = 0; i < 4_998; i += 1) of(0, `#${i}`);
    of(1_000, '#late');
    // Full: whoever was quiet for half a minute is forgotten, a refusal not for five.
    of(30_500, '#new');
    expect([of(30_500, '#late'), of(30_500, '#refused'), of(30_500, '#refused')]).toEqual([
      30_500, 30_500, 31_500,
    ]);
    expect((many as unknown as { byIssue: Map<string, unknown> }).byIssue.size).toBe(3);
  });
});
