import fc from 'fast-check';
import { catalogue } from './catalogue';
import { estimatePoints } from './estimate';
import { priceOverrides } from './overrides';
import { methods, products, type Points } from '../model';
import {
  countedByRule,
  fieldCeilings,
  fieldMeasurements,
  onePlusObjects,
  publishedExamples,
} from '../../test/fixtures/costs/pointCosts';
import { webPath, webUrl } from '../../test/support/web-addresses';

const exactly = (points: number): Points => ({ low: points, likely: points, high: points });

describe('what was published and measured', () => {
  it.each(publishedExamples)('prices the published example $method $path at exactly $points', (example) => {
    expect(estimatePoints(example)).toMatchObject({ points: exactly(example.points), basis: 'documented' });
  });

  it.each(fieldMeasurements)('keeps $points measured for $method $path inside its range', (measured) => {
    const { points } = estimatePoints(measured);
    expect(points.low).toBeLessThanOrEqual(measured.points);
    expect(points.high).toBeGreaterThanOrEqual(measured.points);
  });

  it('prices a HEAD as a read without objects, though its path has a dearer GET', () => {
    const path = '/rest/api/3/search/jql';
    const head = estimatePoints({ product: 'jira', method: 'HEAD', path, objects: null });
    const get = estimatePoints({ product: 'jira', method: 'GET', path, objects: null });
    expect(head).toMatchObject({ points: { low: 1, likely: 1 }, basis: 'assumed', template: path });
    expect(get.points.likely).toBeGreaterThan(head.points.likely);
  });

  it.each(onePlusObjects)('prices $method $path at one and the number of objects', (call) => {
    for (const objects of [0, 1, 50, 100]) {
      expect(estimatePoints({ ...call, objects })).toMatchObject({
        points: exactly(1 + objects),
        basis: 'measured',
      });
    }
  });

  it.each(fieldCeilings)('stays below the $points that a field report allows $method $path', (ceiling) => {
    expect(estimatePoints(ceiling).points.high).toBeLessThanOrEqual(ceiling.points);
  });

  it.each(countedByRule)(
    'takes the rule’s $points as likely for $objects objects of $method $path',
    (call) => {
      expect(estimatePoints(call).points.likely).toBe(call.points);
    },
  );

  it('covers the flat point and the rule where the two disagree', () => {
    const versions = estimatePoints({
      product: 'jira',
      method: 'GET',
      path: '/rest/api/3/project/ABC/version',
      objects: 500,
    });
    expect(versions).toEqual({
      points: { low: 1, likely: 1, high: 501 },
      basis: 'measured',
      source: 'https://community.developer.atlassian.com/t/2026-point-based-rate-limits/97828/151',
      template: '/rest/api/3/project/{projectIdOrKey}/version',
    });
    const permitted = { product: 'jira', method: 'POST', path: '/rest/api/3/permissions/project' } as const;
    expect(estimatePoints({ ...permitted, objects: 1000 }).points).toEqual({ low: 1, likely: 1, high: 2001 });
  });
});

describe('writes and POSTs that read', () => {
  it('prices a write at one point, whatever its answer holds', () => {
    const call = { product: 'jira', method: 'PUT', path: '/rest/api/3/issue/ABC-1', objects: 70 } as const;
    expect(estimatePoints(call)).toMatchObject({ points: exactly(1), basis: 'documented' });
  });

  it('prices a write that the catalogue does not have at one point as well', () => {
    const call = { product: 'jira', method: 'DELETE', path: '/rest/api/3/nothing/7', objects: null } as const;
    expect(estimatePoints(call)).toMatchObject({ points: exactly(1), basis: 'documented' });
  });

  it('prices a POST that reads as the read that it is, though the rule has 1 for every POST', () => {
    const call = {
      product: 'jira',
      method: 'POST',
      path: '/rest/api/3/issue/bulkfetch',
      objects: 100,
    } as const;
    expect(estimatePoints(call).points).toEqual({ low: 1, likely: 101, high: 101 });
  });

  it('prices an unknown POST that searches as a read', () => {
    const call = { product: 'jira', method: 'POST', path: '/rest/api/3/things/search', objects: 10 } as const;
    expect(estimatePoints(call)).toMatchObject({
      points: { low: 1, likely: 11, high: 21 },
      basis: 'assumed',
    });
  });

  it('leaves open whether fifty issues in one request cost one point or fifty', () => {
    const call = { product: 'jira', method: 'POST', path: '/rest/api/3/issue/bulk', objects: 50 } as const;
    expect(estimatePoints(call).points).toEqual({ low: 1, likely: 1, high: 50 });
  });
});

describe('a body that nobody has read', () => {
  const search = (query: string) =>
    estimatePoints({ product: 'jira', method: 'GET', path: `/rest/api/3/search/jql${query}`, objects: null });

  it('takes the default page as the most that a list can hold', () => {
    expect(search('')).toMatchObject({ points: { low: 1, likely: 51, high: 51 }, basis: 'assumed' });
  });

  it('takes the page size of the query before the default', () => {
    expect(search('?jql=x&maxResults=10').points).toEqual({ low: 1, likely: 11, high: 11 });
    expect(search('?maxResults=200&jql=x').points).toEqual({ low: 1, likely: 51, high: 201 });
    expect(search('?maxResults=0').points).toEqual(exactly(1));
  });

  it('does not believe a page size above the documented largest', () => {
    expect(search('?maxResults=999999').points.high).toBe(5001);
    // Sizes that no server takes at their word are cut to its largest page, not to its usual one.
    for (const size of ['99999999', '-1', '10&maxResults=9999'])
      expect(search(`?maxResults=${size}`).points.high).toBe(5001);
  });

  it('takes as many objects as ids were asked for, in the query or in a body that was at hand', () => {
    const bulk = { product: 'jira', method: 'POST', objects: null } as const;
    const fetched = estimatePoints({ ...bulk, path: '/rest/api/3/issue/bulkfetch?maxResults=1000' });
    expect(fetched).toMatchObject({ points: { low: 1, likely: 1001, high: 1001 }, basis: 'assumed' });
    const users = '/rest/api/3/user/bulk?accountId=a&accountId=b&accountId=c&maxResults=200';
    expect(estimatePoints({ product: 'jira', method: 'GET', path: users, objects: null }).points).toEqual({
      low: 1,
      likely: 7,
      high: 7,
    });
    const unknown = estimatePoints({ ...bulk, path: '/rest/api/3/issue/bulkfetch' });
    expect(unknown.points).toEqual({ low: 1, likely: 51, high: 1001 });
    // Each issue has changes, nobody knows how many: only the page bounds them.
    const changes = estimatePoints({ ...bulk, path: '/rest/api/3/changelog/bulkfetch?maxResults=100' });
    expect(changes.points).toEqual({ low: 1, likely: 101, high: 10_001 });
  });

  it('takes the largest page for a POST whose body was not at hand', () => {
    const call = { product: 'jira', method: 'POST', path: '/rest/api/3/search/jql', objects: null } as const;
    expect(estimatePoints(call).points).toEqual({ low: 1, likely: 51, high: 5001 });
  });

  it('expects one object where the endpoint gives one', () => {
    const call = { product: 'jira', method: 'GET', path: '/rest/api/3/issue/ABC-1', objects: null } as const;
    expect(estimatePoints(call)).toMatchObject({ points: { low: 1, likely: 2, high: 2 }, basis: 'assumed' });
  });

  it('takes an impossible count for no count', () => {
    const call = { product: 'jira', method: 'GET', path: '/rest/api/3/issue/ABC-1' } as const;
    for (const objects of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(estimatePoints({ ...call, objects })).toEqual(estimatePoints({ ...call, objects: null }));
    }
  });

  it('says that a GraphQL call without its own figure is a guess', () => {
    const call = { product: 'graphql', method: 'POST', path: '/graphql', objects: null } as const;
    expect(estimatePoints(call)).toMatchObject({
      points: { low: 1, likely: 3, high: 2001 },
      basis: 'assumed',
    });
  });
});

describe('overrides', () => {
  const flat = {
    product: 'jira',
    method: 'GET',
    template: '/rest/api/3/field',
    basePoints: 1,
    objectPoints: 0,
    basis: 'measured',
    source: 'our own hour of 2026-10-01',
  } as const;

  it('prices by the user’s own figure before the catalogue', () => {
    const overrides = priceOverrides([flat]);
    const call = {
      product: 'jira',
      method: 'GET',
      path: '/rest/api/3/field',
      objects: 300,
      overrides,
    } as const;
    expect(estimatePoints(call)).toEqual({
      points: exactly(1),
      basis: 'measured',
      source: 'our own hour of 2026-10-01',
      template: '/rest/api/3/field',
    });
  });

  it('stays a measured price where it is flat, whatever the answer held', () => {
    const call = { product: 'jira', method: 'GET', path: '/rest/api/3/field', objects: null } as const;
    const priced = (change: object) =>
      estimatePoints({ ...call, overrides: priceOverrides([{ ...flat, ...change }]) });
    expect(priced({})).toMatchObject({ points: exactly(1), basis: 'measured' });
    expect(priced({ objectPoints: 0.5 }).basis).toBe('assumed');
    // Nobody is sure of a price that may be three times as high; it is never a gain.
    expect(priced({ basePoints: 4, relativeError: 2 }).points).toEqual({ low: 0, likely: 4, high: 12 });
  });

  it('refuses a price that is none and names it', () => {
    expect(() => priceOverrides([{ ...flat, basePoints: Infinity }])).toThrow(
      'Price of jira GET /rest/api/3/field: basePoints is Infinity, but points are 0 or more.',
    );
    expect(() => priceOverrides([{ ...flat, objectPoints: -1 }])).toThrow(
      'Price of jira GET /rest/api/3/field: objectPoints is -1, but points are 0 or more.',
    );
  });
});

describe('laws', () => {
  const known = fc
    .constantFrom(...catalogue)
    .map(({ product, method, template }) => ({ product, method, path: template }));
  const unknown = fc.record({
    product: fc.constantFrom(...products),
    method: fc.constantFrom(...methods),
    path: fc.oneof(webPath, fc.string(), webUrl),
  });
  const call = fc.oneof(known, unknown);

  it('keeps one point or more, finite and in order', () => {
    fc.assert(
      fc.property(call, fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER })), (made, objects) => {
        const { points } = estimatePoints({ ...made, objects });
        expect(points.low).toBeGreaterThanOrEqual(1);
        expect(points.likely).toBeGreaterThanOrEqual(points.low);
        expect(points.high).toBeGreaterThanOrEqual(points.likely);
        expect(Number.isFinite(points.high)).toBe(true);
      }),
    );
  });

  it('never falls when objects grow', () => {
    fc.assert(
      fc.property(call, fc.nat(), fc.nat(), (made, some, more) => {
        const { points: fewer } = estimatePoints({ ...made, objects: some });
        const { points: many } = estimatePoints({ ...made, objects: some + more });
        expect(many.low).toBeGreaterThanOrEqual(fewer.low);
        expect(many.likely).toBeGreaterThanOrEqual(fewer.likely);
        expect(many.high).toBeGreaterThanOrEqual(fewer.high);
      }),
    );
  });
});
