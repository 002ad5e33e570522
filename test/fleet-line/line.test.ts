import fc from 'fast-check';
import { addSum, emptySum, longestLineBytes, restOf, type HourLine } from '../../src/fleet-line/line';
import { readLine } from '../../src/fleet-line/read-line';
import { writeLine } from '../../src/fleet-line/write-line';
import { hourLines, readingLines } from './lines';

const sum = (requests: number, likelyMilli: number) => ({
  ...{ requests, lowMilli: likelyMilli / 2, likelyMilli, highMilli: likelyMilli * 2, refused: 0 },
});

const hour: HourLine = {
  kind: 'hour',
  from: {
    installation: '0a1b2c3d',
    gauge: '0.1.0',
    site: 'acme.atlassian.net',
    edition: 'standard',
    users: 180,
  },
  pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  ...{ hour: 498_592, number: 17, atMs: 1_794_932_400_000 },
  routes: { 'forge.asApp': sum(12, 30_000), 'forge.asUser': sum(3, 6_000) },
  refusals: { quotaGlobal: 2 },
  endpoints: [
    { route: 'forge.asApp', method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}', ...sum(10, 20_000) },
    { route: 'forge.asApp', method: 'GET', template: '/rest/api/3/search/jql', ...sum(1, 9_000) },
  ],
  readings: [
    {
      ...{ policy: 'global-app-quota', enforcement: 'enforced', quotaPoints: 65_000 },
      ...{ atMs: 1_794_932_300_000, remainingPoints: 9_120 },
    },
  ],
};

test('a line is printed as one text that begins with its mark and version', () => {
  expect(writeLine(hour)).toBe(
    'points-gauge/1 {"k":"h","i":"0a1b2c3d","g":"0.1.0","s":"acme.atlassian.net","d":"standard","u":180,"a":"own",' +
      '"e":"PRODUCTION","o":"jira","h":498592,"n":17,"t":1794932400000,' +
      '"c":[["forge.asApp",12,15000,30000,60000,0],["forge.asUser",3,3000,6000,12000,0]],"x":{"quotaGlobal":2},' +
      '"r":[{"y":"global-app-quota","q":65000,"t":1794932300000,"l":9120}],' +
      '"p":[["forge.asApp","GET","/rest/api/3/issue/{issueIdOrKey}",10,10000,20000,40000,0],' +
      '["forge.asApp","GET","/rest/api/3/search/jql",1,4500,9000,18000,0]]}',
  );
});

test('a site’s address has a line of its own, as short as it can be', () => {
  const line = { kind: 'site', from: { ...hour.from, edition: null, users: null }, noticeUrl: null } as const;
  expect(writeLine(line)).toBe(
    'points-gauge/1 {"k":"s","i":"0a1b2c3d","g":"0.1.0","s":"acme.atlassian.net"}',
  );
  expect(readLine(writeLine(line))).toEqual({ kind: 'line', line });
});

test('where a site takes messages stands in such a line, and is left out where it would be cut', () => {
  const noticeUrl = 'https://788926e4-e61e-473a-a1d0-b27e0b1ec96f.webtrigger.atlassian.app/public/XUBR5WnG2H';
  const line = {
    kind: 'site',
    from: { ...hour.from, edition: null, users: null, site: null },
    noticeUrl,
  } as const;
  expect(writeLine(line)).toBe(`points-gauge/1 {"k":"s","i":"0a1b2c3d","g":"0.1.0","w":"${noticeUrl}"}`);
  expect(readLine(writeLine(line))).toEqual({ kind: 'line', line });
  const long = { ...line, noticeUrl: `https://${'a'.repeat(300)}.example` };
  expect(readLine(writeLine(long))).toEqual({ kind: 'line', line: { ...long, noticeUrl: null } });
});

test('a quota of nothing is a quota that is not known', () => {
  const of = (quotaPoints: number | null) => ({
    ...hour,
    readings: hour.readings.map((one) => ({ ...one, quotaPoints, remainingPoints: 0 })),
  });
  expect(readLine(writeLine(of(0)))).toEqual({ kind: 'line', line: of(null) });
});

test('what endpoints lack to their routes is the rest, by route', () => {
  expect([...restOf(hour)]).toEqual([
    ['forge.asApp', sum(1, 1_000)],
    ['forge.asUser', sum(3, 6_000)],
  ]);
});

test('any hour comes back with every sum of its routes, on one line of 4 KB', () => {
  fc.assert(
    fc.property(hourLines, (line) => {
      const text = writeLine(line);
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(longestLineBytes);
      expect(text).not.toMatch(/[\n\r]/);
      const read = readLine(text);
      if (read.kind !== 'line' || read.line.kind !== 'hour') throw new Error(JSON.stringify(read));
      const { endpoints, readings, ...whole } = read.line;
      expect(whole).toEqual({ ...line, endpoints: undefined, readings: undefined });
      expect(line.readings.slice(0, readings.length)).toEqual(readings);
      expect(line.endpoints).toEqual(expect.arrayContaining(endpoints));
      const left = line.endpoints.filter((one) => !endpoints.some((kept) => kept.template === one.template));
      const least = Math.min(...endpoints.map(({ likelyMilli }) => likelyMilli));
      for (const one of left) expect(one.likelyMilli).toBeLessThanOrEqual(least);
      const total = [...endpoints, ...restOf(read.line).values()].reduce(
        (all, part) => (addSum(all, part), all),
        emptySum(),
      );
      const wanted = Object.values(line.routes).reduce((all, part) => (addSum(all, part), all), emptySum());
      expect(total.requests).toBe(wanted.requests);
    }),
    { numRuns: 60 },
  );
});

test('no name and no path ends the line, whatever a program takes for its end', () => {
  const odd = 'x\u2028points-gauge/1 {}\u2029\u0085\n\r';
  const [endpoint] = hour.endpoints;
  const text = writeLine({
    ...hour,
    pool: { ...hour.pool, app: odd, environment: odd },
    endpoints: [{ ...endpoint!, template: `/${odd}` }],
  });
  expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(readLine(text)).toMatchObject({ kind: 'line', line: { endpoints: [] } });
});

test('any reading comes back as it was', () => {
  fc.assert(
    fc.property(readingLines, (line) => {
      expect(readLine(writeLine(line))).toEqual({ kind: 'line', line });
    }),
    { numRuns: 100 },
  );
});

test('half a line, a changed one and any other text are told apart, and nothing is thrown', () => {
  const text = writeLine(hour);
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.string({ minLength: 0, maxLength: 3 }), (at, put) => {
      expect(readLine(text.slice(0, at)).kind).not.toBe('line');
      readLine(text.slice(0, at) + put + text.slice(at + 1));
    }),
    { numRuns: 100 },
  );
  fc.assert(fc.property(fc.string(), (any) => readLine(any).kind === 'other'));
});

test.each<[string, string, ReturnType<typeof readLine>]>([
  ['a later version', 'points-gauge/2 {"k":"h"}', { kind: 'newer', version: 2 }],
  ['a text about the gauge', 'see points-gauge/forge', { kind: 'other' }],
  // What a user of the app wrote, and the app logs.
  ['a line with a text before it', `No such project: ${writeLine(hour)}`, { kind: 'other' }],
  ['a line on the second line of a text', `No such project:\n${writeLine(hour)}`, { kind: 'other' }],
  ['a line that was cut', writeLine(hour).slice(0, -1), { kind: 'malformed', why: 'it ends too early' }],
  [
    'a count that is none',
    writeLine(hour).replace('"n":17', '"n":-1'),
    { kind: 'malformed', why: 'n: Invalid value: Expected >=0 but received -1' },
  ],
  [
    'points out of order',
    writeLine(hour).replace('10,10000,20000', '10,21000,20000'),
    { kind: 'malformed', why: 'p.0: low..likely..high is not in order' },
  ],
  [
    'a control character in a name',
    writeLine(hour).replace('"a":"own"', '"a":"o\\u0000n"'),
    { kind: 'malformed', why: 'a: Invalid format: Expected /^[^\\p{Cc}\\p{Cs}]*$/u but received "o\0n"' },
  ],
  [
    'endpoints that are more than their routes',
    writeLine(hour).replace('10,10000', '100,10000'),
    { kind: 'malformed', why: 'its endpoints are more than its routes' },
  ],
])('%s', (_name, text, read) => {
  expect(readLine(text)).toEqual(read);
});
