import { KnownTexts } from '../known-texts';
import type { Enforcement, HeaderSource, QuotaReading, QuotaScope } from '../model';
import type { ReadContext } from './context';
import { type Item, parseList } from './grammar';
import { copyOf, type Draft, draftOf, fewDrafts, Join } from './join';
import { policyScope, policyUnit } from './policy';
import type { ProblemList } from './problems';
import { headerValue } from './source';
import { nextHourMs } from '../limits/hour';
import { hourMeant, isHourly } from './hour';
import { isoTime, longestDeltaSeconds } from './instant';

/**
 * When a quota's window ends. The points quotas end at the full hour, so `t` is read as the hour that it means, without its
 * rounding and travel time. A `t` that means no full hour was seen in the field (700 s off, while the reset date was right):
 * then the hour is taken, and the problem says so.
 */
function quotaReset(
  seconds: number | null,
  scope: QuotaScope,
  windowSeconds: number | null,
  header: string,
  receivedAtMs: number,
  problems: ProblemList,
): number | null {
  if (seconds === null) return null;
  if (!isHourly(scope, windowSeconds)) {
    if (seconds <= longestDeltaSeconds) return receivedAtMs + seconds * 1000;
    problems.add(header, `t=${seconds}`, 'the reset lies more than a year ahead', null);
    return null;
  }
  const hour = hourMeant(receivedAtMs, seconds);
  if (hour !== null) return hour;
  const next = nextHourMs(receivedAtMs);
  const offSeconds = Math.round((receivedAtMs + seconds * 1000 - next) / 1000);
  const side = offSeconds > 0 ? 'after' : 'before';
  const problem = `t ends ${Math.abs(offSeconds)} s ${side} the full hour, when this quota is renewed`;
  problems.add(header, `t=${seconds}`, problem, isoTime(next));
  return next;
}

/** Quotas of one family, and the `limit=…, remaining=…, reset=…` pairs that draft 7 put under the same name. */
export interface StructuredReading {
  quotas: QuotaReading[];
  pairs: readonly Item[];
}

const noPairs: readonly Item[] = [];

/** Reads `RateLimit-Policy` and `RateLimit`, or the `Beta-` pair, and joins them by policy name. `null` where there is none of them. */
export function readQuotas(
  headers: HeaderSource,
  enforcement: Enforcement,
  context: ReadContext,
  problems: ProblemList,
): StructuredReading | null {
  const limitName = enforcement === 'beta' ? 'beta-ratelimit' : 'ratelimit';
  const policyName = enforcement === 'beta' ? 'beta-ratelimit-policy' : 'ratelimit-policy';
  const policyText = headerValue(headers, policyName);
  const limitText = headerValue(headers, limitName);
  if (policyText === null && limitText === null) return null;

  const join = joinPolicies(policyName, policyText, problems);
  let pairs: Item[] | null = null;
  for (const item of limitText === null ? [] : parseList(limitText, limitName, problems)) {
    if (item.kind === 'pair') (pairs ??= []).push(item);
    else join.limit(item, limitName);
  }
  const { drafts } = join;
  const last = lastKnown(context, enforcement, drafts);
  const quotas = new Array<QuotaReading>(drafts.length);
  let read = 0;
  // No closure: each answer comes here, twice, and would feel what one holds.
  for (const draft of drafts) {
    const known = draft.inPolicy ? undefined : last?.get(draft.policy);
    if (known) recall(draft, known, policyName, problems);
    quotas[read] = toReading(draft, enforcement, limitName, context, problems);
    read += 1;
  }
  return { quotas, pairs: pairs ?? noPairs };
}

/** A product sends its policies in the same words with every answer; nobody's are longer. */
const knownPolicies = new KnownTexts<readonly Readonly<Draft>[]>(64, 300);

/** The policies of a header, ready to be joined. Words that leave a problem are read anew each time: it has to be told each time. */
function joinPolicies(header: string, text: string | null, problems: ProblemList): Join {
  if (text === null) return new Join(problems);
  const known = knownPolicies.get(text);
  if (known !== undefined) return new Join(problems, known.map(copyOf));
  const { count } = problems;
  const join = new Join(problems);
  for (const item of parseList(text, header, problems))
    if (item.kind !== 'pair') join.policy(draftOf(item, header, true, problems), header);
  if (problems.count === count && join.drafts.length <= fewDrafts)
    knownPolicies.keep(text, join.drafts.map(copyOf));
  return join;
}

/** The quotas of the response before by name; built only when a policy is missing. */
function lastKnown(
  context: ReadContext,
  enforcement: Enforcement,
  drafts: readonly Draft[],
): Map<string, QuotaReading> | null {
  if (!context.previous || drafts.every((draft) => draft.inPolicy)) return null;
  return new Map(
    context.previous
      .filter((one) => one.enforcement === enforcement)
      .map((one) => [one.policy, one] as const),
  );
}

function recall(draft: Draft, known: QuotaReading, policyName: string, problems: ProblemList): void {
  if (draft.quota !== null || known.quota === null) return;
  draft.quota = known.quota;
  draft.windowSeconds ??= known.windowSeconds;
  const problem = `"${draft.policy}" came without its policy, as happens when nothing is left`;
  const window = draft.windowSeconds === null ? '' : `;w=${draft.windowSeconds}`;
  problems.add(policyName, '', problem, `q=${draft.quota}${window}, from the response before`);
}

function toReading(
  draft: Draft,
  enforcement: Enforcement,
  limitName: string,
  context: ReadContext,
  problems: ProblemList,
): QuotaReading {
  const { policy, quota, windowSeconds, remaining } = draft;
  const scope = policyScope(policy);
  // A burst bucket may hold more than its policy's `q`, which is the refill; an hourly quota may not.
  if (
    (scope === 'global' || scope === 'tenant') &&
    quota !== null &&
    remaining !== null &&
    remaining > quota
  ) {
    problems.add(limitName, `r=${remaining}`, `more is left than the quota of ${quota}`, 'r as sent');
  }
  return {
    policy,
    scope,
    enforcement,
    quota,
    windowSeconds,
    remaining,
    resetAtMs: quotaReset(draft.seconds, scope, windowSeconds, limitName, context.receivedAtMs, problems),
    unit: policyUnit(scope, draft.quotaUnit),
  };
}
