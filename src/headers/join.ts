import type { Item } from './grammar';
import { byteOrText, numberParam, textParam } from './params';
import type { ProblemList } from './problems';

/** A quota while its two headers are being joined. */
export interface Draft {
  policy: string;
  partition: string;
  quota: number | null;
  windowSeconds: number | null;
  remaining: number | null;
  seconds: number | null;
  quotaUnit: string | null;
  inPolicy: boolean;
}

/** Also reads drafts 3 to 7, where the entry is the quota and the name, if any, a parameter. */
export function draftOf(item: Item, header: string, inPolicy: boolean, problems: ProblemList): Draft {
  return {
    policy: policyOf(item),
    partition: byteOrText(item, 'pk'),
    quota: quotaOf(item, header, problems),
    windowSeconds: numberParam(item, 'w', header, problems),
    remaining: numberParam(item, 'r', header, problems),
    seconds: numberParam(item, 't', header, problems),
    quotaUnit: textParam(item, 'qu'),
    inPolicy,
  };
}

function policyOf(item: Item): string {
  return item.kind === 'number' ? (textParam(item, 'name') ?? '') : item.name;
}

function quotaOf(item: Item, header: string, problems: ProblemList): number | null {
  if (item.kind === 'number' && typeof item.value === 'number') return item.value;
  return numberParam(item, 'q', header, problems);
}

/** One that can be joined without changing the other. */
export function copyOf(draft: Draft): Draft {
  const { policy, partition, quota, windowSeconds, remaining, seconds, quotaUnit, inPolicy } = draft;
  return { policy, partition, quota, windowSeconds, remaining, seconds, quotaUnit, inPolicy };
}

/** Real answers name two: up to so many are looked through, which costs less than the maps for more of them. */
export const fewDrafts = 8;

/** Joins the two lists in linear time. Entries without a name are never taken for one another. */
export class Join {
  private maps: { byKey: Map<string, Draft>; byName: Map<string, Draft> } | null = null;

  /** @param drafts joined already, at most `fewDrafts` */
  constructor(
    private readonly problems: ProblemList,
    readonly drafts: Draft[] = [],
  ) {}

  policy(draft: Draft, header: string): void {
    const known = this.sameKey(draft.policy, draft.partition);
    if (known && draft.policy !== '') this.duplicate(known, draft, header);
    else this.put(draft);
  }

  limit(item: Item, header: string): void {
    const policy = policyOf(item);
    const partition = byteOrText(item, 'pk');
    // A partition key may stand in one of the two headers only, so the name alone is the second choice.
    const known =
      policy === ''
        ? undefined
        : (this.sameKey(policy, partition) ?? (partition === '' ? this.firstOfName(policy) : undefined));
    // Nearly always: what it adds needs no draft of its own.
    if (known !== undefined && known.remaining === null && known.seconds === null) {
      const { problems } = this;
      // Read even where they are known: what is wrong with them is told.
      const quota = quotaOf(item, header, problems);
      const windowSeconds = numberParam(item, 'w', header, problems);
      known.quota ??= quota;
      known.windowSeconds ??= windowSeconds;
      known.remaining = numberParam(item, 'r', header, problems);
      known.seconds = numberParam(item, 't', header, problems);
      return;
    }
    const draft = draftOf(item, header, false, this.problems);
    if (known === undefined) this.put(draft);
    else this.duplicate(known, draft, header);
  }

  private put(draft: Draft): void {
    this.drafts.push(draft);
    if (this.maps !== null) this.note(this.maps, draft);
    else if (this.drafts.length > fewDrafts) {
      this.maps = { byKey: new Map(), byName: new Map() };
      for (const one of this.drafts) this.note(this.maps, one);
    }
  }

  private note({ byKey, byName }: NonNullable<Join['maps']>, draft: Draft): void {
    byKey.set(keyOf(draft.policy, draft.partition), draft);
    if (!byName.has(draft.policy)) byName.set(draft.policy, draft);
  }

  private sameKey(policy: string, partition: string): Draft | undefined {
    if (this.maps !== null) return this.maps.byKey.get(keyOf(policy, partition));
    for (const one of this.drafts) if (one.policy === policy && one.partition === partition) return one;
    return undefined;
  }

  private firstOfName(policy: string): Draft | undefined {
    if (this.maps !== null) return this.maps.byName.get(policy);
    for (const one of this.drafts) if (one.policy === policy) return one;
    return undefined;
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

function keyOf(policy: string, partition: string): string {
  return partition === '' ? policy : `${policy}\n${partition}`;
}
