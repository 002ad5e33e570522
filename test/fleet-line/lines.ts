/** Lines as gauges may print them, for properties. */
import fc from 'fast-check';
import {
  addSum,
  emptySum,
  type EndpointSum,
  type HourLine,
  type LineSum,
  type ReadingLine,
} from '../../src/fleet-line/line';
import { editions } from '../../src/limits/tiers';
import { methods, products, routes, throttleReasons } from '../../src/model';
import { anyCharacter } from '../support/any-character';

const count = fc.nat({ max: 2_000_000_000 });

export const sums: fc.Arbitrary<LineSum> = fc
  .tuple(fc.nat({ max: 1_000_000 }), count, count, count, fc.nat({ max: 100 }))
  .map(([requests, low, more, most, refused]) => ({
    requests,
    lowMilli: low,
    likelyMilli: low + more,
    highMilli: low + more + most,
    refused: Math.min(refused, requests),
  }));

const from = fc.record({
  installation: fc.nat({ max: 0xffffffff }).map((n) => n.toString(16).padStart(8, '0')),
  gauge: fc.constantFrom('0.1.0', '1.12.3'),
  site: fc.option(fc.constantFrom('acme.atlassian.net', 'globex.atlassian.net')),
  edition: fc.option(fc.constantFrom(...editions)),
  users: fc.option(fc.nat({ max: 50_000 })),
});

/** At most as long as the line leaves it. */
const names = fc
  .string({ maxLength: 20, unit: anyCharacter })
  .filter((text) => text.length <= 40 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
const pool = fc.record({ app: names, environment: names, product: fc.constantFrom(...products) });

const reading = fc
  .record({
    policy: names,
    enforcement: fc.constantFrom('enforced' as const, 'beta' as const),
    quotaPoints: fc.option(count.map((points) => points + 1)),
    atMs: count,
    remainingPoints: count,
  })
  .map((one) => ({ ...one, remainingPoints: Math.min(one.remainingPoints, one.quotaPoints ?? Infinity) }));

const endpoint: fc.Arbitrary<EndpointSum> = fc
  .tuple(
    sums,
    fc.record({
      route: fc.constantFrom(...routes),
      method: fc.constantFrom(...methods),
      template: fc.string({ maxLength: 150 }).map((path) => `/rest/${path}`),
    }),
  )
  .map(([sum, id]) => ({ ...id, ...sum }));

export const readingLines: fc.Arbitrary<ReadingLine> = fc.record({
  kind: fc.constant('reading' as const),
  from,
  pool,
  reading,
});

export const hourLines: fc.Arbitrary<HourLine> = fc
  .tuple(
    fc.record({
      kind: fc.constant('hour' as const),
      ...{
        from,
        pool,
        hour: fc.nat({ max: 600_000 }),
        number: fc.integer({ min: 1, max: 100_000 }),
        atMs: count,
      },
      refusals: fc.dictionary(fc.constantFrom(...throttleReasons), count),
      readings: fc.array(reading, { maxLength: 30 }),
    }),
    fc.array(endpoint, { maxLength: 80 }),
    fc.dictionary(fc.constantFrom(...routes), sums),
  )
  .map(([line, endpoints, others]) => {
    const byRoute: HourLine['routes'] = others;
    for (const one of endpoints) {
      const sum = (byRoute[one.route] ??= emptySum());
      addSum(sum, one);
    }
    return { ...line, routes: byRoute, endpoints };
  });
