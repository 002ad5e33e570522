/**
 * An answer of the App metrics API: OTLP as protobuf's JSON in a GraphQL answer, failures as a `QueryError` in a 200. Unknown fields and other
 * metrics are passed over; a changed shape is said. Source: Forge, "Export app metrics", read 2026-11-27.
 */
import * as v from 'valibot';
import { isRecord } from '../../src/object';
import { minuteMs } from '../../src/time';
import type { RequestCount } from './request-count';

export type MetricsAnswer =
  | { kind: 'counts'; counts: RequestCount[]; intervalMs: number; malformed: number }
  | { kind: 'failed'; status: number | null; said: string }
  | { kind: 'changed'; what: string };

const requestCount = 'forge_api_request_count';

/** Protobuf's JSON writes what has 64 bits as text. */
const wide = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number());
interface Attribute {
  key: string;
  value: { stringValue?: string };
}
/** In one look and as they came: an answer has tens of thousands of points, of seven attributes each. */
const attributes = v.custom<Attribute[]>(
  (given) => Array.isArray(given) && given.every(isAttribute),
  'attributes are no list of { key, value: { stringValue } }',
);
const point = v.object({
  asInt: v.optional(wide),
  asDouble: v.optional(wide),
  attributes,
  startTimeUnixNano: wide,
  timeUnixNano: wide,
});
const sum = v.object({
  aggregationTemporality: v.picklist([1, 'AGGREGATION_TEMPORALITY_DELTA'], 'figures are no deltas'),
  dataPoints: v.array(point),
});
const metric = v.object({ name: v.string(), sum: v.optional(v.unknown()) });
const resource = v.object({ scopeMetrics: v.array(v.object({ metrics: v.array(metric) })) });
const whole = v.object({ resourceMetrics: v.array(resource) });
const reason = v.object({
  statusCode: v.nullish(v.union([v.number(), v.string()])),
  errorType: v.nullish(v.string()),
});
const queryError = v.object({
  message: v.nullish(v.string()),
  extensions: v.nullish(v.union([v.array(reason), reason])),
});
const graphql = v.object({
  data: v.nullish(
    v.object({
      ecosystem: v.nullish(
        v.object({ forgeMetrics: v.nullish(v.object({ appMetrics: v.nullish(v.unknown()) })) }),
      ),
    }),
  ),
  errors: v.nullish(v.array(v.object({ message: v.nullish(v.string()) }))),
});

const siteAri = /^ari:cloud:[a-z-]+::site\/([\w-]{1,64})$/;
const longestPath = 300;
/** More requests than that nobody makes in a minute. */
const mostRequests = 1_000_000_000;

/** @param environmentId figures of others are passed over */
export function readMetricsAnswer(body: unknown, environmentId: string): MetricsAnswer {
  const read = v.safeParse(graphql, body);
  if (!read.success) return changed(read.issues[0], 'the answer');
  const { data, errors } = read.output;
  const [error] = errors ?? [];
  const answer = data?.ecosystem?.forgeMetrics?.appMetrics ?? null;
  if (answer === null)
    return error === undefined
      ? { kind: 'changed', what: 'no ecosystem.forgeMetrics.appMetrics' }
      : { kind: 'failed', status: null, said: error.message ?? '' };
  const metrics = v.safeParse(whole, answer);
  if (!metrics.success) {
    const failure = v.safeParse(queryError, answer);
    const isFailure = failure.success && failure.output.message != null;
    return isFailure ? failureOf(failure.output) : changed(metrics.issues[0], 'appMetrics');
  }
  const all = metrics.output.resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics: list }) => list),
  );
  const asked = all.filter(({ name }) => name === requestCount);
  if (asked.length === 0 && all.length > 0) return { kind: 'changed', what: `no metric ${requestCount}` };
  const counts: RequestCount[] = [];
  let [intervalMs, malformed] = [minuteMs, 0];
  for (const one of asked) {
    const points = v.safeParse(sum, one.sum);
    if (!points.success) return changed(points.issues[0], requestCount);
    for (const given of points.output.dataPoints) {
      const count = countOf(given, environmentId);
      if (count === 'malformed') malformed += 1;
      else if (count !== null) counts.push(count);
      const lengthMs = (given.timeUnixNano - given.startTimeUnixNano) / 1e6;
      if (count !== 'malformed')
        intervalMs = Math.max(intervalMs, Math.round(lengthMs / minuteMs) * minuteMs);
    }
  }
  return { kind: 'counts', counts, intervalMs, malformed };
}

/** `null`: nothing was counted, or not for this environment. */
function countOf(
  given: v.InferOutput<typeof point>,
  environmentId: string,
): RequestCount | 'malformed' | null {
  const requests = given.asInt ?? given.asDouble ?? 0;
  const startMs = Math.floor(given.startTimeUnixNano / 1e6);
  const endMs = given.timeUnixNano / 1e6;
  const isSane =
    Number.isFinite(startMs) && startMs > 0 && endMs >= startMs && requests >= 0 && requests <= mostRequests;
  if (!isSane) return 'malformed';
  const of = (wanted: string): string | null =>
    given.attributes.findLast(({ key }) => key === wanted)?.value.stringValue ?? null;
  if (requests === 0 || (of('environmentId') ?? environmentId) !== environmentId) return null;
  const url = of('url') ?? 'unknown';
  return {
    minute: Math.floor(startMs / minuteMs),
    siteId: siteAri.exec(of('contextAri') ?? '')?.[1] ?? null,
    provider: of('provider') === 'user' ? 'user' : 'app',
    remote: of('remote') ?? 'unknown',
    status: /^[1-5]xx$/.exec(of('status') ?? '')?.[0] ?? 'unknown',
    path: url.length > longestPath || /[\p{Cc}\p{Cs}]/u.test(url) ? 'unknown' : url,
    requests: Math.round(requests),
  };
}

function isAttribute(given: unknown): given is Attribute {
  if (!isRecord(given) || typeof given['key'] !== 'string' || !isRecord(given['value'])) return false;
  const { stringValue } = given['value'];
  return stringValue === undefined || typeof stringValue === 'string';
}

function failureOf({ message, extensions }: v.InferOutput<typeof queryError>): MetricsAnswer {
  const [first] = Array.isArray(extensions) ? extensions : [extensions];
  const status = Number(first?.statusCode ?? NaN);
  return { kind: 'failed', status: Number.isFinite(status) ? status : null, said: message ?? '' };
}

function changed(issue: v.BaseIssue<unknown>, where: string): MetricsAnswer {
  return { kind: 'changed', what: `${v.getDotPath(issue) ?? where}: ${issue.message}` };
}
