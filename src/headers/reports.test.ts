import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRateLimits } from './read';
import { headerSource } from './source';
import type { BucketReading, Method, QuotaReading, RateLimits, ThrottleReason } from '../model';
import type { ReadProduct } from './product';

/** A response that somebody reported, or a kind of it, and what is right to read. What `expected` leaves out is not looked at. */
interface Report {
  id: string;
  what: string;
  source: string;
  receivedAt: string;
  status: number | null;
  product?: ReadProduct;
  method?: Method;
  headers: [string, string][];
  body?: unknown;
  expected: Partial<Reading>;
}

interface Reading {
  refused: boolean;
  retryInSeconds: number | null;
  waitInSeconds: number | null;
  reason: ThrottleReason | null;
  reasonRaw: string | null;
  near: boolean | null;
  buckets: number;
  bucket: Partial<BucketReading> | null;
  resetInSeconds: number | null;
  quota: Partial<QuotaReading> | null;
  quotaReset: string | null;
  clockAheadSeconds: number | null;
  problems: string[];
}

const reports = JSON.parse(
  readFileSync(join(__dirname, '../../test/fixtures/reports/headers.json'), 'utf8'),
) as Report[];

function readReport(report: Report, headers: Parameters<typeof readRateLimits>[0]): RateLimits {
  const { status, product, method, body } = report;
  return readRateLimits(headers, {
    status,
    product,
    method,
    body,
    receivedAtMs: Date.parse(report.receivedAt),
  });
}

function inWords(limits: RateLimits, { receivedAt }: Report): Reading {
  const seconds = (atMs: number | null | undefined): number | null =>
    atMs == null ? null : (atMs - Date.parse(receivedAt)) / 1000;
  const refusal = limits.throttle?.enforcement === 'enforced' ? limits.throttle : null;
  const reset = limits.quotas[0]?.resetAtMs ?? null;
  return {
    refused: refusal !== null,
    retryInSeconds: seconds(refusal?.retryAtMs),
    waitInSeconds: seconds(limits.waitUntilMs),
    reason: refusal?.reason ?? null,
    reasonRaw: refusal?.reasonRaw ?? null,
    near: limits.nearLimit,
    buckets: limits.buckets.length,
    bucket: limits.buckets[0] ?? null,
    resetInSeconds: seconds(limits.buckets[0]?.resetAtMs),
    quota: limits.quotas[0] ?? null,
    quotaReset: reset === null ? null : new Date(reset).toISOString(),
    clockAheadSeconds: limits.clockAheadMs === undefined ? null : limits.clockAheadMs / 1000,
    problems: [...new Set(limits.problems.map(({ header }) => header))].sort(),
  };
}

describe('Responses that people reported', () => {
  test.each(reports.map((report) => [report.id, report.what, report] as const))(
    '%s: %s',
    (_id, _what, report) => {
      expect(inWords(readReport(report, headerSource(report.headers)), report)).toMatchObject(
        report.expected,
      );
    },
  );

  test('each names its source, and no two have one id', () => {
    expect(reports.filter(({ source, what }) => source === '' || what === '')).toEqual([]);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  });
});
