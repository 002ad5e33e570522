/** What a call that fails on purpose is answered. */
import type { Header } from '../limit-headers';
import type { RefusalKind } from './faults';

/** As sent in `RateLimit-Reason`; `null` where none is. */
export function refusedFor(kind: RefusalKind): string | null {
  switch (kind) {
    case 'bare':
    case 'gateway':
      return null;
    case 'concurrency':
      return 'jira-max-concurrent-threads-across-all-instances-per-tenant-per-user';
    case 'blocked':
    case 'retry-at-once':
    case 'retry-at-date':
      return 'jira-burst-based';
    case 'unknown-reason':
      return 'jira-something-new-based';
  }
}

/** Source of each: rate-limit answers recorded in the field in 2026, but for `unknown-reason`, which stands for the next one. */
export function refusalHeaders(kind: RefusalKind, nowMs: number): Header[] {
  const reason = refusedFor(kind);
  const named: Header[] = reason === null ? [] : [['RateLimit-Reason', reason]];
  switch (kind) {
    case 'bare':
    case 'concurrency':
      return named;
    case 'gateway':
      return [
        ['X-Failure-Category', 'FAILURE CLIENT RATE LIMITED'],
        ['X-RateLimit-Limit', '360000'],
        ['X-RateLimit-Remaining', '0'],
      ];
    case 'blocked':
      return [['Retry-After', '9223372036854775807'], ...named];
    case 'retry-at-once':
      return [['Retry-After', '0'], ...named];
    case 'retry-at-date':
      return [['Retry-After', new Date(nowMs + 5_000).toUTCString()], ...named];
    case 'unknown-reason':
      return [['Retry-After', '7'], ...named];
  }
}
