import fc from 'fast-check';
import { takenBetween, type BucketGlance } from './token-bucket';

const glance = (atMs: number, leftRequests: number, wasServed = true): BucketGlance => ({
  ...{ startedAtMs: atMs, answeredAtMs: atMs, leftRequests, sizeRequests: 350, wasServed },
});

describe('what others took of a bucket between two glances', () => {
  it('is nothing to what came back, where the bucket is full again', () => {
    expect(takenBetween(glance(0, 349), glance(5_000, 349), 100)).toEqual({ low: 0, high: 500 });
  });

  it('is known to within a few requests where it was never full', () => {
    // 100 left and 500 more would be 600, of which the bucket holds 350.
    expect(takenBetween(glance(0, 100), glance(1_000, 50), 100)).toEqual({ low: 148, high: 150 });
    expect(takenBetween(glance(0, 100), glance(5_000, 50), 100)).toEqual({ low: 298, high: 550 });
  });

  it('is all of it where the later call was refused, which took none itself', () => {
    expect(takenBetween(glance(0, 200), glance(1_000, 0, false), 100)).toEqual({ low: 299, high: 301 });
  });

  it('needs no size: then the bucket is taken to hold no more than was seen in it', () => {
    const unsized = { ...glance(5_000, 50), sizeRequests: null };
    expect(takenBetween(glance(0, 100), unsized, 100)).toEqual({ low: 48, high: 550 });
  });

  it('holds what they took, whenever they took it and whenever the server looked', () => {
    const others = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 6_000 }), wanted: fc.nat(400) }), {
      maxLength: 12,
    });
    const call = (fromMs: number) =>
      fc
        .tuple(fc.nat(400), fc.nat(400), fc.nat(400))
        .map(([start, way, back]) => [fromMs + start, fromMs + start + way, fromMs + start + way + back]);
    fc.assert(
      fc.property(
        ...([others, call(0), call(4_000)] as const),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 5, max: 400 }),
        (wants, first, second, size, refill) => {
          let [tokens, atMs, taken] = [size, 0, 0];
          const take = (whenMs: number, wanted: number): number => {
            tokens = Math.min(size, tokens + ((whenMs - atMs) * refill) / 1000);
            atMs = whenMs;
            const got = Math.min(wanted, Math.floor(tokens));
            tokens -= got;
            return got;
          };
          const look = ([startedAtMs, seenMs, answeredAtMs]: number[]): BucketGlance => {
            const wasServed = take(seenMs!, 1) === 1;
            const times = { startedAtMs: startedAtMs!, answeredAtMs: answeredAtMs! };
            return { ...times, leftRequests: Math.floor(tokens), sizeRequests: size, wasServed };
          };
          const sorted = [...wants].sort((a, b) => a.atMs - b.atMs);
          const between = (fromMs: number, toMs: number) => (one: { atMs: number }) =>
            one.atMs >= fromMs && one.atMs < toMs;
          sorted.filter(between(0, first[1]!)).forEach((one) => take(one.atMs, one.wanted));
          const before = look(first);
          sorted.filter(between(first[1]!, second[1]!)).forEach((one) => {
            taken += take(one.atMs, one.wanted);
          });
          const { low, high } = takenBetween(before, look(second), refill);
          expect(low).toBeLessThanOrEqual(taken);
          expect(high).toBeGreaterThanOrEqual(taken);
        },
      ),
    );
  });
});
