import { countObjects } from '../../src/costs/count';
import { estimatePoints } from '../../src/costs/estimate';
import { findEntry } from '../../src/costs/lookup';
import { limitHeaders, type LimitHeaders } from './limit-headers';
import type { Read } from './reads';
import { shapeDifferences, shapeOf } from './shape';
import type { Answer } from './site';
import type { Walked } from './walk';

export interface Finding {
  /** For example `GET /rest/api/3/issue/{issueKey}`. */
  read: string;
  what: string;
  expected: string;
  found: string;
}

export interface Compared {
  read: Read;
  /** `null`: not made. */
  status: number | null;
  expectedStatus: number | null;
  headers: LimitHeaders | null;
  body: unknown;
  expectedBody: unknown;
  findings: Finding[];
}

export function readName({ method, path }: Read): string {
  return `${method} ${path.split('?')[0] ?? ''}`;
}

/** Sets each answer of the site beside the emulator's, the header reader's and the catalogue's expectation. */
export function compare(real: readonly Walked[], emulated: readonly Walked[]): Compared[] {
  let before: LimitHeaders | null = null;
  return real.map(({ read, answer }, index) => {
    const expected = emulated[index]?.answer ?? null;
    const known = { read, expectedStatus: expected?.status ?? null, expectedBody: expected?.body };
    if (answer === null) return { ...known, status: null, headers: null, body: undefined, findings: [] };
    const emulatedHeaders = expected === null ? null : limitHeaders(read, expected, []);
    const headers = limitHeaders(
      read,
      answer,
      emulatedHeaders?.limits.quotas.map(({ policy }) => policy) ?? [],
    );
    const found = [
      ...statusFinding(answer, expected),
      ...bodyFindings(answer, expected),
      ...headers.findings,
      ...countFinding(read, answer),
      ...costFinding(read, answer, before, headers),
      ...bucketFinding(headers, emulatedHeaders),
    ];
    before = headers;
    const findings = found.map((finding) => ({ read: readName(read), ...finding }));
    return { ...known, status: answer.status, headers, body: answer.body, findings };
  });
}

type Found = Omit<Finding, 'read'>;

function statusFinding({ status }: Answer, expected: Answer | null): Found[] {
  // 501 is the emulator's word for what it does not have.
  if (expected === null || expected.status === status || status === 429 || expected.status === 501) return [];
  return [{ what: 'status', expected: String(expected.status), found: String(status) }];
}

function bodyFindings({ status, body }: Answer, expected: Answer | null): Found[] {
  if (status !== 200 || expected?.status !== 200) return [];
  return shapeDifferences(shapeOf(expected.body), shapeOf(body)).map((one) => ({
    what: `field ${one.path === '' ? '(all)' : one.path}`,
    expected: one.expected,
    found: one.found,
  }));
}

/** An answer in which the catalogue finds no objects where it expects them would be priced by a guess. */
function countFinding({ product, method, path }: Read, { status, body }: Answer): Found[] {
  const { entry } = findEntry(product, method, path);
  if (status !== 200 || entry === null || entry.objectsAt === 'unseen') return [];
  if (countObjects(entry, body) !== null) return [];
  return [{ what: 'objects to count', expected: `at ${entry.objectsAt}`, found: 'not there' }];
}

/** Told by the counter itself, where two answers in turn name the same pool. Others may spend meanwhile, so only too little is odd. */
function costFinding(read: Read, answer: Answer, before: LimitHeaders | null, now: LimitHeaders): Found[] {
  const { product, method, path } = read;
  const objects = countObjects(findEntry(product, method, path).entry, answer.body);
  const { points } = estimatePoints({ product, method, path, objects });
  return now.limits.quotas.flatMap(({ policy, unit, remaining, resetAtMs }): Found[] => {
    const earlier = before?.limits.quotas.find((one) => one.policy === policy && one.resetAtMs === resetAtMs);
    if (unit !== 'points' || remaining === null || earlier?.remaining == null) return [];
    const spent = earlier.remaining - remaining;
    if (spent >= points.low && spent <= points.high) return [];
    return [{ what: 'points', expected: `${points.low} to ${points.high}`, found: String(spent) }];
  });
}

function bucketFinding(found: LimitHeaders, expected: LimitHeaders | null): Found[] {
  const sizeOf = (headers: LimitHeaders | null): number | null =>
    headers?.limits.buckets.find(({ scope }) => scope === 'burst')?.limit ?? null;
  const [here, there] = [sizeOf(expected), sizeOf(found)];
  if (here === null || there === null || here === there) return [];
  return [{ what: 'burst bucket', expected: String(here), found: String(there) }];
}
