import * as v from 'valibot';
import { editions } from '../limits/tiers';
import { hourMs } from '../time';
import { methods, products, routes, throttleReasons, type Route } from '../model';
import { lineMark, lineVersion, longestLineBytes } from './line';
import type { EndpointSum, FleetLine, HourLine, LineReading, LineSum } from './line';

export type ReadLine =
  | { kind: 'line'; line: FleetLine }
  /** A text that is none of the gauge's lines. */
  | { kind: 'other' }
  /** Printed by a later version of the gauge than this reader knows. */
  | { kind: 'newer'; version: number }
  | { kind: 'malformed'; why: string };

/** Whoever prints may be hostile, and a reader's database refuses with a number or a text that it cannot hold all that comes beside it. */
const most = {
  /** A billion points an hour, in thousandths: what a million of such lines add up to is a number, too. */
  part: 1_000_000_000_000,
  /** Of what is no sum: 32 bits. */
  number: 2 ** 31 - 1,
  hour: 10_000_000,
} as const;
const part = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most.part));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most.number));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most.hour * hourMs));
/** Half of a character has no form in UTF-8, nor in a database's JSON. */
const whole = v.regex(/^[^\p{Cc}\p{Cs}]*$/u);
const name = v.pipe(v.string(), v.maxLength(200), whole);
const template = v.pipe(v.string(), v.maxLength(160), whole);
const sumParts = [part, part, part, part, part] as const;
const isOrdered = ([requests, low, likely, high, refused]: [
  number,
  number,
  number,
  number,
  number,
]): boolean => low <= likely && likely <= high && refused <= requests;

const origin = {
  i: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  g: name,
  s: v.optional(name),
  d: v.optional(v.picklist(editions)),
  u: v.optional(count),
};
const head = {
  ...origin,
  a: name,
  e: name,
  o: v.picklist(products),
};
const reading = {
  y: name,
  b: v.optional(v.literal(1)),
  // A quota of nothing would have no share of it.
  q: v.pipe(
    v.nullable(count),
    v.transform((quota) => (quota === 0 ? null : quota)),
  ),
  t: time,
  l: count,
};
const readingLine = v.object({ k: v.literal('r'), ...head, ...reading });
const hourLine = v.object({
  k: v.literal('h'),
  ...head,
  h: v.pipe(count, v.maxValue(most.hour)),
  n: v.pipe(count, v.minValue(1)),
  t: time,
  c: v.array(
    v.pipe(
      v.tuple([v.picklist(routes), ...sumParts]),
      v.check(([, ...sum]) => isOrdered(sum), 'low..likely..high is not in order'),
    ),
  ),
  x: v.record(v.picklist(throttleReasons), count),
  r: v.array(v.object(reading)),
  p: v.array(
    v.pipe(
      v.tuple([v.picklist(routes), v.picklist(methods), template, ...sumParts]),
      v.check(([, , , ...sum]) => isOrdered(sum), 'low..likely..high is not in order'),
    ),
  ),
});
const siteLine = v.object({
  k: v.literal('s'),
  ...origin,
  w: v.optional(v.pipe(v.string(), v.maxLength(300), whole)),
});
const anyLine = v.variant('k', [readingLine, hourLine, siteLine]);

/**
 * Takes whatever an app may print: what is none of our lines, or half of one, is said and never thrown. A line begins its log entry, as the
 * gauge prints it and the App logs API gives it ("Export app logs": the body is the message alone): what an app logs of its users' texts
 * behind words of its own may hold any line, and is not the gauge's.
 */
export function readLine(text: string): ReadLine {
  if (!text.startsWith(lineMark)) return { kind: 'other' };
  const [, digits, json] = /^(\d{1,4}) (\{.*\})\s*$/s.exec(text.slice(lineMark.length)) ?? [];
  if (digits === undefined || json === undefined) return cutOff(text);
  const version = Number(digits);
  if (version > lineVersion) return { kind: 'newer', version };
  if (version < 1) return { kind: 'other' };
  if (new TextEncoder().encode(json).length > longestLineBytes)
    return { kind: 'malformed', why: `longer than ${String(longestLineBytes)} bytes` };
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { kind: 'malformed', why: 'no JSON' };
  }
  const read = v.safeParse(anyLine, parsed);
  if (!read.success) {
    const [issue] = read.issues;
    return { kind: 'malformed', why: `${v.getDotPath(issue) ?? 'line'}: ${issue.message}` };
  }
  if (read.output.k === 's') {
    const { w, ...of } = read.output;
    return { kind: 'line', line: { kind: 'site', from: fromOf(of), noticeUrl: w ?? null } };
  }
  const readings = read.output.k === 'r' ? [read.output] : read.output.r;
  if (readings.some(({ q, l }) => q !== null && l > q))
    return { kind: 'malformed', why: 'more is left than the quota' };
  if (read.output.k === 'r') return { kind: 'line', line: readingOf(read.output) };
  const line = hourOf(read.output);
  return isWhole(line)
    ? { kind: 'line', line }
    : { kind: 'malformed', why: 'its endpoints are more than its routes' };
}

/** Endpoints are a part of their routes' sums, whoever printed them. */
function isWhole({ routes: whole, endpoints }: HourLine): boolean {
  const left = new Map(Object.entries(whole).map(([route, sum]) => [route, { ...sum }]));
  return endpoints.every(({ route, requests, lowMilli, likelyMilli, highMilli, refused }) => {
    const sum = left.get(route);
    if (sum === undefined) return false;
    sum.requests -= requests;
    sum.lowMilli -= lowMilli;
    sum.likelyMilli -= likelyMilli;
    sum.highMilli -= highMilli;
    sum.refused -= refused;
    return Object.values(sum).every((part) => part >= 0);
  });
}

/** A line that something on its way cut, or a text that only speaks of the gauge. */
function cutOff(text: string): ReadLine {
  return /^\d+ \{/.test(text.slice(lineMark.length))
    ? { kind: 'malformed', why: 'it ends too early' }
    : { kind: 'other' };
}

type Head = Omit<v.InferOutput<typeof siteLine>, 'k' | 'w'>;

function fromOf({ i, g, s, d, u }: Head): FleetLine['from'] {
  return { installation: i, gauge: g, site: s ?? null, edition: d ?? null, users: u ?? null };
}

function readingOf(read: v.InferOutput<typeof readingLine>): FleetLine {
  const pool = { app: read.a, environment: read.e, product: read.o };
  return { kind: 'reading', from: fromOf(read), pool, reading: counterOf(read) };
}

function hourOf(read: v.InferOutput<typeof hourLine>): HourLine {
  const byRoute: HourLine['routes'] = {};
  for (const [route, ...sum] of read.c) byRoute[route] = sumOf(sum);
  return {
    kind: 'hour',
    from: fromOf(read),
    pool: { app: read.a, environment: read.e, product: read.o },
    ...{ hour: read.h, number: read.n, atMs: read.t },
    routes: byRoute,
    refusals: read.x,
    endpoints: read.p.map(([route, method, path, ...sum]) => endpointOf(route, method, path, sum)),
    readings: read.r.map(counterOf),
  };
}

function endpointOf(
  route: Route,
  method: EndpointSum['method'],
  path: string,
  sum: [number, number, number, number, number],
): EndpointSum {
  return { route, method, template: path, ...sumOf(sum) };
}

function sumOf([requests, lowMilli, likelyMilli, highMilli, refused]: number[]): LineSum {
  return {
    requests: requests ?? 0,
    lowMilli: lowMilli ?? 0,
    likelyMilli: likelyMilli ?? 0,
    highMilli: highMilli ?? 0,
    refused: refused ?? 0,
  };
}

interface CounterPart {
  y: string;
  b?: 1 | undefined;
  q: number | null;
  t: number;
  l: number;
}

function counterOf({ y, b, q, t, l }: CounterPart): LineReading {
  return {
    policy: y,
    enforcement: b === 1 ? 'beta' : 'enforced',
    quotaPoints: q,
    atMs: t,
    remainingPoints: l,
  };
}
