import { decodeUsage, encodeUsage } from './codec';
import { addHash, emptySketch } from './distinct';
import { decodeDay, encodeDayWithin, type DayAccount } from './day-account';
import { decodeHour, encodeHour, type HourAccount } from './hour-account';
import { emptyHourUsage, type HourUsage } from './hour-usage';
import type { PolicyMark } from './policy-mark';
import { decodeRecord, encodeRecord } from './record';
import { emptySum } from './usage-sum';

const pool = 'own|PRODUCTION|jira';
const hourMs = 1_760_000_400_000 - (1_760_000_400_000 % 3_600_000);
const hour = hourMs / 3_600_000;

function sketch() {
  const made = emptySketch();
  addHash(made, 0x80ffffff);
  return made;
}

/** One of everything that a usage may hold, each figure another. */
function whole(): HourUsage {
  const mark: PolicyMark = {
    ...{ lastAtMs: hourMs + 900, remaining: 11, quotaPoints: 65_000, windowSeconds: 3600 },
    ...{ resetAtMs: hourMs + 1000, leastRemaining: 10, near: true, window: hour - 1 },
    first: { atMs: hourMs + 400, remaining: 12, window: hour },
  };
  return {
    ...emptyHourUsage(),
    sums: new Map([
      [
        `${pool}|forge.asApp|schedule|sync|GET|/a`,
        {
          ...{
            requests: 9,
            lowMilli: 1000,
            likelyMilli: 3000,
            highMilli: 7000,
            objects: 5,
            countedRequests: 4,
          },
          kinds: new Map([['fields', { requests: 3, likelyMilli: 2000 }]]),
          bases: { header: 1, measured: 2, documented: 6, assumed: 0 },
          statuses: { none: 1, '1xx': 0, '2xx': 7, '3xx': 0, '4xx': 1, '5xx': 0 },
          throttles: new Map([
            ['burst' as const, 1],
            ['~quotaGlobal' as const, 2],
          ]),
          latency: [0, 3, 5],
          leastBurst: { remainingRequests: 6, limitRequests: 100 },
        },
      ],
      [
        `${pool}|forge.bridge|person||POST|/b`,
        {
          ...{ ...emptySum(), requests: 2, likelyMilli: 2000, highMilli: 2000, latency: [0, 0, 0, 2] },
          bases: { header: 0, measured: 0, documented: 2, assumed: 0 },
          statuses: { none: 0, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 0, '5xx': 0 },
          kinds: new Map([['expand', { requests: 2, likelyMilli: 2000 }]]),
        },
      ],
    ]),
    policies: new Map([
      [`${pool}|global-app-quota|enforced|11`, mark],
      [`${pool}|global-app-quota|beta|3`, { ...mark, near: false, first: null, window: hour }],
    ]),
    refusals: new Map([[pool, hourMs + 7]]),
    throttles: [
      {
        ...{ atMs: hourMs + 8, pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' } },
        ...{
          route: 'forge.asUser',
          method: 'PUT',
          template: '/c',
          reason: 'burst',
          reasonRaw: 'jira-burst-based',
        },
        ...{ enforcement: 'enforced', retryAtMs: hourMs + 9000 },
      },
    ],
    people: new Map([[`${pool}|forge.asUser`, sketch()]]),
    peaks: new Map([[`${pool}|forge.asUser`, 3]]),
    slots: new Map([[pool, [0, 3000]]]),
    minutes: {
      routes: new Map([
        [
          `${pool}|forge.asApp`,
          new Map([
            [5, 1000],
            [7, 2000],
          ]),
        ],
      ]),
      endpoints: new Map([[`${pool}|GET|/a`, new Map([[59, 3000]])]]),
    },
    pairs: [
      {
        ...{ pool, endedAtMs: hourMs + 50, elapsedMs: 40, drawnPoints: 3 },
        calls: [
          { endpoint: 'GET /a', calls: 2, objects: null },
          { endpoint: 'POST /b', calls: 1, objects: 4 },
        ],
      },
    ],
    problems: new Map([[`${pool}|retry-after|badTime`, { responses: 2, lastAtMs: hourMs + 60 }]]),
    folded: sketch(),
  };
}

const stored = {
  c: {
    [`${pool}|forge.asApp|schedule|sync|GET|/a`]: [
      ...[
        [9, 1000, 2000, 4000, 5, 4],
        [1, 2, 6],
        [1, 0, 7, 0, 1],
        [0, 3, 5],
      ],
      { t: { burst: 1, '~quotaGlobal': 2 }, b: [6, 100], k: { fields: [3, 2000] } },
    ],
    [`${pool}|forge.bridge|person||POST|/b`]: [[2, 0, 2000], 2, 2, 3, { k: 'expand' }],
  },
  p: {
    [`${pool}|global-app-quota|enforced|11`]: [
      ...[hourMs + 900, 11, 65_000, 3600, hourMs + 1000, 10, 1, -1, 500, 12, 1],
    ],
    [`${pool}|global-app-quota|beta|3`]: [hourMs + 900, 11, 65_000, 3600, hourMs + 1000, 10],
  },
  f: { [pool]: hourMs + 7 },
  t: [
    [
      ...[hourMs + 8, pool, 'forge.asUser', 'PUT', '/c', 'burst', 'jira-burst-based', 'enforced'],
      hourMs + 9000,
    ],
  ],
  u: { [`${pool}|forge.asUser`]: 'EBB' },
  s: { [`${pool}|forge.asUser`]: 3 },
  m: { [pool]: [0, 3000] },
  o: 'EBB',
  d: { o: [pool], e: ['GET /a', 'POST /b'], r: [[0, hour, 50, 40, 3, 0, 2, null, 1, 1, 4]] },
  h: { [`${pool}|retry-after|badTime`]: [2, hourMs + 60] },
  n: { r: { [`${pool}|forge.asApp`]: [5, 1, 0, 2] }, e: { [`${pool}|GET|/a`]: [59, 3] } },
};

const [[, ofApp], [, ofPage]] = Object.entries(stored.c) as [[string, unknown], [string, unknown]];
const [enforced, beta] = Object.values(stored.p);
/** The same in a record or an hour. */
const short = {
  ...{ ...stored, x: pool, f: { '': hourMs + 7 }, m: { '': [0, 3000] } },
  c: { '|forge.asApp|schedule|sync|GET|/a': ofApp, '|forge.bridge|person||POST|/b': ofPage },
  p: { '|global-app-quota|enforced|11': enforced, '|global-app-quota|beta|3': beta },
  ...{ u: { '|forge.asUser': 'EBB' }, s: { '|forge.asUser': 3 } },
};

type Path = readonly (string | number)[];

/** Every place of a value, outer ones first. */
function placesIn(value: unknown, at: Path = []): { path: Path; inner: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = [...at, Array.isArray(value) ? Number(name) : name];
    return [{ path, inner: inner as unknown }, ...placesIn(inner, path)];
  });
}

/** A copy with one place changed, or with its name changed. */
function changed(value: object, path: Path, change: { to: unknown } | { name: string }): unknown {
  const copy: unknown = structuredClone(value);
  const holder = path.slice(0, -1).reduce((at, name) => Reflect.get(at as object, name) as unknown, copy);
  const name = path[path.length - 1] ?? '';
  if ('to' in change) Reflect.set(holder as object, name, change.to);
  else {
    Reflect.set(holder as object, change.name, Reflect.get(holder as object, name));
    Reflect.deleteProperty(holder as object, name);
  }
  return copy;
}

const damages = ['x', -1, 0.5, null, {}, [], true, 1e300];
const any = damages;
const finite = [-1, 0.5, 1e300];
const finiteOrNull = [-1, 0.5, null, 1e300];

/** Which damages of a single figure or text the reader takes, by its place; of all others: none. */
const taken: readonly (readonly [RegExp, readonly unknown[]])[] = [
  // A list of none, where one place stood for all.
  [/^c \S+ [123]$/, [[]]],
  [/^c \S+ 4 k$/, [{}, []]],
  [/^c .* 4 b 0$/, finite],
  [/^c .* 4 b 1$/, finiteOrNull],
  [/^p .* 0$/, finite],
  // Whether little is left: 1, or else not.
  [/^p .* 6$/, any],
  [/^p .* \d+$/, finiteOrNull],
  [/^t 0 0$/, finite],
  [/^t 0 4$/, ['x']],
  [/^t 0 6$/, ['x', null]],
  [/^t 0 8$/, finiteOrNull],
  [/^d e \d$/, ['x']],
  // Objects that nobody counted.
  [/^d r 0 (7|10)$/, [null]],
  // Points, and not thousandths of them.
  [/^n . \S+ [1-9]$/, [0.5, 1e300]],
];

describe('a usage with one of everything', () => {
  it('is stored in few letters, and read as it was', () => {
    expect(encodeUsage(whole())).toEqual(stored);
    expect(decodeUsage(stored)).toEqual(whole());
    expect(encodeUsage(emptyHourUsage())).toEqual({ c: {} });
    expect(decodeUsage({ c: {} })).toEqual(emptyHourUsage());
  });

  it('is not read with a figure or text in it that is none, wherever it stands', () => {
    const leaves = placesIn(stored).filter(({ inner }) => typeof inner !== 'object' || inner === null);
    expect(leaves.length).toBeGreaterThan(80);
    const told = leaves.map(({ path, inner }) => {
      const known = taken.find(([place]) => place.test(path.join(' ')))?.[1] ?? [];
      const wanted = known.map((one) => JSON.stringify(one));
      const others = damages.filter((damage) => JSON.stringify(damage) !== JSON.stringify(inner));
      return [
        path.join(' '),
        others.filter((to) => decodeUsage(changed(stored, path, { to })) !== null),
        others.filter((to) => wanted.includes(JSON.stringify(to))),
      ] as const;
    });
    expect(told.map(([place, read]) => [place, read])).toEqual(
      told.map(([place, , known]) => [place, known]),
    );
  });

  it('is not read with a part of it of another kind, wherever it stands', () => {
    const inners = placesIn(stored).filter(({ inner }) => typeof inner === 'object' && inner !== null);
    expect(inners.length).toBeGreaterThan(35);
    const wrong = (inner: unknown) => ['x', -1, true, null, Array.isArray(inner) ? { x: 1 } : [1]];
    expect(
      inners.flatMap(({ path, inner }) =>
        wrong(inner)
          .filter((to) => decodeUsage(changed(stored, path, { to })) !== null)
          .map((to) => `${path.join(' ')} = ${JSON.stringify(to)}`),
      ),
    ).toEqual([]);
  });

  it('is not read with a name in it that names nothing', () => {
    const named = placesIn(stored).filter(({ path }) =>
      /^[cpfusmh] \S+$|^c .* 4 [tk] \S+$|^n [re] \S+$/.test(path.join(' ')),
    );
    expect(named).toHaveLength(14);
    for (const { path } of named) expect(decodeUsage(changed(stored, path, { name: '!' }))).toBeNull();
  });

  it('is not read with a list in it that is longer than any', () => {
    const grown = (path: Path, more: readonly unknown[]): unknown => {
      const list = path.reduce<unknown>((at, name) => Reflect.get(at as object, name), stored);
      return decodeUsage(changed(stored, path, { to: [...(list as unknown[]), ...more] }));
    };
    const sum = ['c', `${pool}|forge.asApp|schedule|sync|GET|/a`];
    expect(grown([...sum, 0], [0])).toBeNull();
    expect(grown([...sum, 1], [0])).not.toBeNull();
    expect(grown([...sum, 1], [0, 0])).toBeNull();
    expect(grown([...sum, 2], [0])).not.toBeNull();
    expect(grown([...sum, 2], [0, 0])).toBeNull();
    expect(grown([...sum, 4, 'k', 'fields'], [0])).toBeNull();
    expect(grown(['p', `${pool}|global-app-quota|enforced|11`], [null])).toBeNull();
    expect(grown(['t', 0], [null])).toBeNull();
    expect(grown(['m', pool], Array(10).fill(0))).not.toBeNull();
    expect(grown(['m', pool], Array(11).fill(0))).toBeNull();
    expect(grown(['h', `${pool}|retry-after|badTime`], [0])).toBeNull();
    expect(grown(['n', 'r', `${pool}|forge.asApp`], Array(52).fill(0))).not.toBeNull();
    expect(grown(['n', 'r', `${pool}|forge.asApp`], Array(53).fill(0))).toBeNull();
    expect(grown(['n', 'e', `${pool}|GET|/a`], [1])).toBeNull();
    expect(grown(['d', 'r', 0], [0])).toBeNull();
    expect(grown(['d', 'r', 0], [0, 1, 1])).not.toBeNull();
  });
});

/** The value without these fields. */
function without(value: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

describe('an hour with one of everything', () => {
  const account: HourAccount = {
    ...{ usage: whole(), reported: whole(), capped: sketch(), isImported: true, listsAre: 'inside' },
    merged: new Map([['a1b2c3d4e5f6', [1, 4, 6, 6]]]),
    refused: new Map([['b1b2c3d4e5f6', [5, 5]]]),
    ...{ addedRecords: 5, addedCalls: 22, writeFailures: 2, lostRecords: 3 },
  };
  const inFew = {
    ...{ v: 5, s: short, m: { a1b2c3d4e5f6: [1, 4, 6, 6] }, rf: { b1b2c3d4e5f6: [5, 5] } },
    ...{ n: 5, q: 22, sr: short, im: 1, cp: 'EBB', wf: 2, lost: 3 },
  };
  /** An hour of less than an eighth of its quota keeps no minutes of endpoints. */
  const quiet = (usage: typeof short) => ({ ...usage, n: { ...usage.n, e: {} } });

  it('is stored in few letters, and read as it was', () => {
    expect(encodeHour(account)).toEqual({ ...inFew, s: quiet(short), sr: quiet(short) });
    expect(decodeHour(inFew)).toEqual(account);
    // Before version 5 each name stood whole.
    expect(decodeHour({ ...inFew, v: 4, s: stored, sr: stored })).toEqual(account);
    const least = without(inFew, 'rf', 'cp', 'im', 'wf', 'lost', 'sr');
    const bare: HourAccount = {
      ...{ ...account, reported: emptyHourUsage(), capped: null, isImported: false, refused: new Map() },
      ...{ writeFailures: 0, lostRecords: 0 },
    };
    expect(decodeHour(least)).toEqual(bare);
    expect(encodeHour(bare)).toEqual({ ...least, s: quiet(short) });
    expect(decodeHour(without(inFew, 'n', 'q'))).toEqual(account);
  });

  it('is not read where a part of it is none', () => {
    const accepted = Object.keys(inFew).map((name) => [
      name,
      damages.filter((to) => decodeHour(changed(inFew, [name], { to })) !== null),
    ]);
    expect(Object.fromEntries(accepted)).toEqual({
      ...{ v: [], s: [], sr: [], n: [], q: [], cp: [], wf: [], lost: [], im: any },
      // Of no writer: no lists.
      ...{ m: [{}], rf: [null, {}] },
    });
    for (const to of [[0, 1], [2, 1], [1, 2, 3, 4], [1], [1, 1.5], ['1', '2'], null])
      for (const name of ['m', 'rf'])
        expect(decodeHour(changed(inFew, [name], { to: { a1b2c3d4e5f6: to } }))).toBeNull();
    expect([0, 1, 4, 5, 6].map((to) => decodeHour(changed(inFew, ['v'], { to })) === null)).toEqual([
      ...[true, false, false, false, true],
    ]);
  });
});

describe('a record with one of everything', () => {
  const record = {
    ...{ id: { writer: 'a1b2c3d4e5f6', n: 7 }, sealedAtMs: hourMs + 5, hours: new Map([[hour, whole()]]) },
    ...{ writeFailures: 2, lostRecords: 3, isImported: true },
  };
  const inFew = {
    ...{ v: 5, w: 'a1b2c3d4e5f6', n: 7, at: hourMs + 5, h: { [hour]: short }, wf: 2, lost: 3, im: 1 },
  };

  it('is stored in few letters, and read as it was', () => {
    expect(encodeRecord(record)).toEqual(inFew);
    expect(decodeRecord(inFew)).toEqual(record);
    // Before version 5 each name stood whole.
    expect(decodeRecord({ ...inFew, v: 4, h: { [hour]: stored } })).toEqual(record);
    const least = without(inFew, 'wf', 'lost', 'im');
    const { id, sealedAtMs, hours } = record;
    const bare = { id, sealedAtMs, hours, writeFailures: 0, lostRecords: 0 };
    expect(decodeRecord(least)).toEqual(bare);
    expect(encodeRecord(bare)).toEqual(least);
  });

  it('is not read where a part of it is none', () => {
    const accepted = Object.keys(inFew).map((name) => [
      name,
      damages.filter((to) => decodeRecord(changed(inFew, [name], { to })) !== null),
    ]);
    expect(Object.fromEntries(accepted)).toEqual({
      ...{ v: [], w: [], n: [], at: [], h: [], wf: [], lost: [], im: any },
    });
    const writers = [
      'abcdefg',
      'abcdefg1',
      'x'.repeat(40),
      'x'.repeat(41),
      'abcdefgH',
      'abcdefgh ',
      ' abcdefgh',
    ];
    expect(writers.filter((to) => decodeRecord(changed(inFew, ['w'], { to })) !== null)).toEqual([
      ...['abcdefg1', 'x'.repeat(40)],
    ]);
    const hours = ['0', '9999999', '10000000', '-1', '1.5', 'soon', ' 1', '1 ', ''];
    expect(
      hours.filter((to) => decodeRecord(changed(inFew, ['h'], { to: { [to]: stored } })) !== null),
    ).toEqual([...['0', '9999999']]);
    expect(decodeRecord(changed(inFew, ['h'], { to: { [hour]: null } }))).toBeNull();
    expect(decodeRecord(changed(inFew, ['n'], { to: 0 }))).toBeNull();
    expect(decodeRecord(changed(inFew, ['n'], { to: 1 }))).not.toBeNull();
  });
});

describe('a day with one of everything', () => {
  const day: DayAccount = {
    ...{ hours: new Map([[hour, whole()]]), usage: whole(), missingRecords: 2, importedHours: 1 },
    firstSlots: new Map([[hour, 3000]]),
  };
  const inFew = { v: 5, m: 2, im: 1, f: { [hour]: 3000 }, h: { [hour]: stored }, s: stored };

  it('is stored in few letters, and read as it was', () => {
    expect(encodeDayWithin(day, 10_000)).toEqual(inFew);
    expect(decodeDay(inFew)).toEqual(day);
    const least = without(inFew, 'm', 'im', 'f');
    const bare = { ...day, missingRecords: null, importedHours: 0, firstSlots: new Map() };
    expect(decodeDay(least)).toEqual(bare);
    expect(encodeDayWithin(bare, 10_000)).toEqual(least);
  });

  it('is not read where a part of it is none', () => {
    const accepted = Object.keys(inFew).map((name) => [
      name,
      damages.filter((to) => decodeDay(changed(inFew, [name], { to })) !== null),
    ]);
    // No missing records counted; no hours; no first minutes.
    expect(Object.fromEntries(accepted)).toEqual({ v: [], m: [null], im: [], f: [{}], h: [{}], s: [] });
    const hours = ['0', '9999999', '10000000', '-1', '1.5', ' 1', '1 ', ''];
    for (const [name, held] of [
      ['h', stored],
      ['f', 1],
    ] as const)
      expect(
        hours.filter((to) => decodeDay(changed(inFew, [name], { to: { [to]: held } })) !== null),
      ).toEqual([...['0', '9999999']]);
    for (const to of ['1', -1, 0.5, null])
      expect(decodeDay(changed(inFew, ['f'], { to: { [hour]: to } }))).toBeNull();
    expect(decodeDay(changed(inFew, ['h'], { to: { [hour]: null } }))).toBeNull();
  });
});
