import type { Enforcement, HeaderSource, QuotaReading } from '../model';
import type { ReadContext } from './context';
import { parseList, type Item } from './grammar';
import { byteOrText, numberParam, textParam } from './params';
import { policyScope, policyUnit } from './policy';
import type { ProblemList } from './problems';
import { quotaReset } from './reset';
import { headerValue } from './source';

/** Quotas of one family, and the `limit=…, remaining=…, reset=…` pairs that draft 7 put under the same name. */
export interface StructuredReading {
  quotas: QuotaReading[];
  pairs: Item[];
}

interface Draft {
  policy: string;
  partition: string;
  quota: number | null;
  windowSeconds: number | null;
  remaining: number | null;
  seconds: number | null;
  quotaUnit: string | null;
  inPolicy: boolean;
}

/** Reads `RateLimit-Policy` and `RateLimit`, or the `Beta-` pair, and joins them by policy name. */
export function readQuotas(
  headers: HeaderSource,
  enforcement: Enforcement,
  context: ReadContext,
  problems: ProblemList,
): StructuredReading {
  const limitName = enforcement === 'beta' ? 'beta-ratelimit' : 'ratelimit';
  const policyName = enforcement === 'beta' ? 'beta-ratelimit-policy' : 'ratelimit-policy';
  const policyText = headerValue(headers, policyName);
  const limitText = headerValue(headers, limitName);
  if (policyText === null && limitText === null) return { quotas: [], pairs: [] };

  const join = new Join(problems);
  const pairs: Item[] = [];
  if (policyText !== null) {
    for (const item of readItems(policyName, policyText, problems)) {
      if (item.kind !== 'pair') join.policy(draftOf(item, policyName, true, problems), policyName);
    }
  }
  if (limitText !== null) {
    for (const item of readItems(limitName, limitText, problems)) {
      if (item.kind === 'pair') pairs.push(item);
      else join.limit(draftOf(item, limitName, false, problems), limitName);
    }
  }
  const last = lastKnown(context, enforcement, join.drafts);
  const quotas = join.drafts.map((draft) => {
    const known = draft.inPolicy ? undefined : last?.get(draft.policy);
    if (known) recall(draft, known, policyName, problems);
    return toReading(draft, enforcement, limitName, context, problems);
  });
  return { quotas, pairs };
}

function readItems(header: string, text: string, problems: ProblemList): Item[] {
  return parseList(text, (piece, problem, assumed) => {
    problems.add(header, piece, problem, assumed);
  });
}

/** Also reads drafts 3 to 7, where the entry is the quota and the name, if any, a parameter. */
export function draftOf(item: Item, header: string, inPolicy: boolean, problems: ProblemList): Draft {
  const isNumber = item.kind === 'number';
  return {
    policy: isNumber ? (textParam(item, 'name') ?? '') : item.name,
    partition: byteOrText(item, 'pk'),
    quota: isNumber && typeof item.value === 'number' ? item.value : numberParam(item, 'q', header, problems),
    windowSeconds: numberParam(item, 'w', header, problems),
    remaining: numberParam(item, 'r', header, problems),
    seconds: numberParam(item, 't', header, problems),
    quotaUnit: textParam(item, 'qu'),
    inPolicy,
  };
}

/** Joins the two lists in linear time. Entries without a name are never taken for one another. */
class Join {
  readonly drafts: Draft[] = [];
  private readonly byKey = new Map<string, Draft>();
  private readonly byName = new Map<string, Draft>();

  constructor(private readonly problems: ProblemList) {}

  policy(draft: Draft, header: string): void {
    const known = this.byKey.get(keyOf(draft));
    if (known && draft.policy !== '') this.duplicate(known, draft, header);
    else this.put(draft);
  }

  limit(draft: Draft, header: string): void {
    // A partition key may stand in one of the two headers only, so the name alone is the second choice.
    const known =
      this.byKey.get(keyOf(draft)) ?? (draft.partition === '' ? this.byName.get(draft.policy) : undefined);
    if (!known || draft.policy === '') {
      this.put(draft);
      return;
    }
    if (known.remaining !== null || known.seconds !== null) {
      this.duplicate(known, draft, header);
      return;
    }
    known.remaining = draft.remaining;
    known.seconds = draft.seconds;
    known.quota ??= draft.quota;
    known.windowSeconds ??= draft.windowSeconds;
  }

  private put(draft: Draft): void {
    this.drafts.push(draft);
    this.byKey.set(keyOf(draft), draft);
    if (!this.byName.has(draft.policy)) this.byName.set(draft.policy, draft);
  }

  private duplicate(known: Draft, draft: Draft, header: string): void {
    const differs = header.endsWith('policy')
      ? known.quota !== draft.quota || known.windowSeconds !== draft.windowSeconds
      : known.remaining !== draft.remaining || known.seconds !== draft.seconds;
    if (differs) {
      this.problems.add(
        header,
        draft.policy,
        'the policy is listed twice with different figures',
        'the first entry',
      );
    }
  }
}

function keyOf(draft: Draft): string {
  return draft.partition === '' ? draft.policy : `${draft.policy}\n${draft.partition}`;
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
