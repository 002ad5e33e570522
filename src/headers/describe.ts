import type { BucketReading, QuotaReading, RateLimits, Throttle, ThrottleReason } from '../model';
import { isoTime } from './instant';
import { isQuotaReason, reasonOfScope } from './reason';

/** What a reading means, one plain sentence or two a line, for a person who has never seen the headers. */
export function describeLimits(limits: RateLimits, receivedAtMs: number): string[] {
  const lines: string[] = [];
  if (limits.throttle) lines.push(throttleLine(limits.throttle, receivedAtMs));
  if (limits.waitUntilMs !== null && limits.throttle?.enforcement !== 'enforced')
    lines.push(
      isEmpty(limits)
        ? `The call was served, and the server asks to wait: the next one ${moment(limits.waitUntilMs, receivedAtMs)}.`
        : `The server failed and asks to try again ${moment(limits.waitUntilMs, receivedAtMs)}. This is no rate limit.`,
    );
  for (const quota of limits.quotas) lines.push(quotaLine(quota, limits.throttle, receivedAtMs));
  for (const bucket of limits.buckets) lines.push(bucketLine(bucket, receivedAtMs));
  // Where nothing is left, or the call was refused for it, that has been said.
  const isSpent =
    (limits.throttle !== null && isQuotaReason(limits.throttle.reason)) ||
    [...limits.quotas, ...limits.buckets].some(({ remaining }) => remaining === 0);
  if (limits.nearLimit === true && !isSpent) lines.push('Near the limit: less than 20% of a quota is left.');
  const unread = limits.problems.find(({ header }) => header === '');
  if (lines.length === 0)
    lines.push(
      unread === undefined
        ? 'The response says nothing about a limit. That does not mean that there is none.'
        : `Not all that was given could be read as headers, so a limit may have been missed: ${unread.problem}.`,
    );
  return lines;
}

/** Only Data Center asks a caller to wait that it has served, and it names what comes back into the bucket. */
function isEmpty({ buckets }: RateLimits): boolean {
  return buckets.some(({ fillRate }) => fillRate !== null);
}

/** The findings, one a line. */
export function describeProblems(limits: RateLimits): string[] {
  return limits.problems.map(({ header, value, problem, assumed }) => {
    const where = header === '' ? '' : value === '' ? `${header}: ` : `${header} "${value}": `;
    return `${where}${problem}; ${assumed === null ? 'not used.' : `taken instead: ${assumed}.`}`;
  });
}

function throttleLine(throttle: Throttle, receivedAtMs: number): string {
  const verb =
    throttle.enforcement === 'enforced' ? 'Refused' : 'Served, and will be refused once this is enforced';
  const raw = throttle.reasonRaw === null ? '' : ` ("${throttle.reasonRaw}")`;
  const when =
    throttle.retryAtMs === null
      ? 'The response does not say when to try again.'
      : `Try again ${moment(throttle.retryAtMs, receivedAtMs)}.`;
  return `${verb}: ${reasonWords(throttle.reason)}${raw}. ${when}`;
}

function reasonWords(reason: ThrottleReason): string {
  switch (reason) {
    case 'quotaGlobal':
      return "the app's hourly points, shared by all its sites, are used up";
    case 'quotaTenant':
      return "the app's hourly points for this site are used up";
    case 'burst':
      return 'too many requests to this endpoint in a second';
    case 'perIssueWrite':
      return 'too many writes to one issue';
    case 'costBudget':
      return 'the cost budget of this account or user is used up';
    case 'concurrency':
      return 'too many requests at the same time';
    case 'gateway':
      return 'the gateway in front of the product refused it';
    case 'other':
      return 'a limit that the response does not explain';
  }
}

/** A `Beta-` name says that a quota is not enforced; a refusal in its name says that it is, and goes first. */
function betaWords({ enforcement, scope }: QuotaReading, throttle: Throttle | null): string {
  if (enforcement !== 'beta') return '';
  const isRefused =
    throttle?.enforcement === 'enforced' &&
    isQuotaReason(throttle.reason) &&
    throttle.reason === reasonOfScope(scope);
  return isRefused
    ? ', under a name that says "Beta", which means announced and not enforced; but this call was refused for it'
    : ', announced and not enforced yet';
}

function quotaLine(quota: QuotaReading, throttle: Throttle | null, receivedAtMs: number): string {
  const beta = betaWords(quota, throttle);
  const name = quota.policy === '' ? 'no name' : `"${quota.policy}"`;
  const parts = [`${scopeWords(quota)} (${name}${beta}): ${sizeWords(quota)}.`];
  const points = quota.unit === 'points';
  if (quota.remaining !== null) parts.push(`${count(quota.remaining)} left.`);
  else if (points) parts.push('How many are left is left out, which means that less than about 80% is used.');
  else parts.push('How many are left is not said.');
  if (quota.resetAtMs !== null) parts.push(`Renewed ${moment(quota.resetAtMs, receivedAtMs)}.`);
  return parts.join(' ');
}

function scopeWords(quota: QuotaReading): string {
  switch (quota.scope) {
    case 'global':
      return 'Points of the app on all its sites together (Tier 1)';
    case 'tenant':
      return 'Points of the app on this site (Tier 2)';
    case 'burst':
      return 'Burst limit of this endpoint';
    case 'other':
      return 'Quota';
  }
}

function sizeWords(quota: QuotaReading): string {
  if (quota.quota === null) return 'its size is not said';
  const unit = quota.unit === 'unknown' ? '' : ` ${quota.unit}`;
  const window = quota.windowSeconds === null ? '' : ` ${windowWords(quota.windowSeconds)}`;
  return `${count(quota.quota)}${unit}${window}`;
}

function bucketLine(bucket: BucketReading, receivedAtMs: number): string {
  const beta = bucket.enforcement === 'beta' ? ' (announced, not enforced yet)' : '';
  const unit = bucket.unit === 'unknown' ? '' : ` ${bucket.unit}`;
  const scope = bucket.scope === 'unknown' ? 'A limit' : `Limit of kind "${bucket.scope}"`;
  const size = bucket.limit === null ? 'its size is not said' : `${count(bucket.limit)}${unit}`;
  const window =
    bucket.windowSeconds !== null && bucket.fillRate === null ? ` ${windowWords(bucket.windowSeconds)}` : '';
  const parts = [`${scope}${beta}: ${size}${window}.`];
  if (bucket.remaining !== null) parts.push(`${count(bucket.remaining)} left.`);
  if (bucket.used !== null) parts.push(`${count(bucket.used)} used.`);
  if (bucket.fillRate !== null) {
    const every = bucket.windowSeconds === null ? '' : ` ${windowWords(bucket.windowSeconds)}`;
    parts.push(`${count(bucket.fillRate)} come back${every}.`);
  }
  if (bucket.resetAtMs !== null) parts.push(`Renewed ${moment(bucket.resetAtMs, receivedAtMs)}.`);
  return parts.join(' ');
}

function windowWords(seconds: number): string {
  if (seconds === 1) return 'a second';
  if (seconds === 60) return 'a minute';
  if (seconds === 3600) return 'an hour';
  if (seconds === 86_400) return 'a day';
  return `in ${count(seconds)} seconds`;
}

/** Digits in groups of three, the same in every locale. */
function count(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function moment(atMs: number, receivedAtMs: number): string {
  const at = isoTime(atMs).replace(/\.000Z$/, 'Z');
  const seconds = Math.round((atMs - receivedAtMs) / 1000);
  if (seconds < 0) return `at ${at}, which has passed`;
  if (seconds === 0) return `at ${at}, now`;
  return `at ${at}, in ${duration(seconds)}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.round(seconds / 86_400)} days`;
}
