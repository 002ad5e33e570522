/** How figures are written for people: rounded, in English, as the files for a reviewer are. */
import type { Points, Product, ThrottleReason } from '../model';
import type { PoolRow, ReportAccount } from './account';

/** Groups of three with a comma; points to the whole one. */
export function whole(n: number): string {
  return Math.round(n)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `41,200 (40,100 to 44,000)`, or the one figure where all three are the same. */
export function range({ low, likely, high }: Points): string {
  const texts = [whole(low), whole(likely), whole(high)];
  return texts[0] === texts[2] ? (texts[1] ?? '') : `${texts[1]} (${texts[0]} to ${texts[2]})`;
}

/** A share of 0 to 1 as percent with one digit; never 100% or 0% for what is not all or nothing. */
export function percentOf(share: number): string {
  const rounded = (100 * share).toFixed(1);
  if (share < 1 && rounded === '100.0') return '> 99.9%';
  if (share > 0 && rounded === '0.0') return '< 0.1%';
  return `${rounded.replace(/\.0$/, '')}%`;
}

/** `2026-11-22 17:00`, UTC as everything in a report. */
export function hourText(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/**
 * `2026-11-22 00:00 to 2026-11-23 00:00 UTC`. The period of a report is of whole hours; one that was made before its last hour was over
 * knows nothing beyond its making, and says so. A clock that was set back since ends no period before it began.
 */
export function periodText({
  period: { from, to },
  madeAt,
}: Pick<ReportAccount, 'period' | 'madeAt'>): string {
  const [made, begun] = [Date.parse(madeAt), Date.parse(from)];
  if (made >= Date.parse(to) || made <= begun) return `${hourText(from)} to ${hourText(to)} UTC`;
  return `${hourText(from)} to ${hourText(madeAt)} UTC, before its last hour was over`;
}

/** What a report's share of hours with data is of; sites begin at hours of their own, and their hours are counted one by one. */
export function recordedHoursText({ sites }: Pick<ReportAccount, 'sites'>): string {
  return `${sites.length > 1 ? 'all sites’' : 'the'} hours since recording began`;
}

/** A limit as a reviewer knows it; the CSV and JSON files have its code. */
export const limitNames: Readonly<Record<ThrottleReason, string>> = {
  quotaGlobal: 'hourly quota of all sites',
  quotaTenant: 'hourly quota of the site',
  burst: 'burst limit of an endpoint',
  perIssueWrite: 'write limit of one issue',
  costBudget: 'cost budget',
  concurrency: 'concurrency limit',
  gateway: 'gateway',
  other: 'a limit that was not named',
};

const productNames: Readonly<Record<Product, string>> = {
  jira: 'Jira',
  confluence: 'Confluence',
  bitbucket: 'Bitbucket',
  graphql: 'GraphQL gateway',
  backlog: 'Backlog',
  oneStack: 'One Stack',
};

export function poolName(pool: Pick<PoolRow, 'app' | 'environment' | 'product'>): string {
  const app = pool.app === 'own' ? '' : `${pool.app}, `;
  return `${productNames[pool.product]} (${app}${pool.environment.toLowerCase()})`;
}
