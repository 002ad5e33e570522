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
    const known = this.sameKey(draft);
    if (known && draft.policy !== '') this.duplicate(known, draft, header);
    else this.put(draft);
  }

  limit(draft: Draft, header: string): void {
    // A partition key may stand in one of the two headers only, so the name alone is the second choice.
    const known =
      this.sameKey(draft) ?? (draft.partition === '' ? this.firstOfName(draft.policy) : undefined);
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
    if (this.maps !== null) this.note(this.maps, draft);
    else if (this.drafts.length > fewDrafts) {
      this.maps = { byKey: new Map(), byName: new Map() };
      for (const one of this.drafts) this.note(this.maps, one);
    }
  }

  private note({ byKey, byName }: NonNullable<Join['maps']>, draft: Draft): void {
    byKey.set(keyOf(draft), draft);
    if (!byName.has(draft.policy)) byName.set(draft.policy, draft);
  }

  private sameKey(draft: Draft): Draft | undefined {
    const key = keyOf(draft);
    return this.maps === null ? this.drafts.find((one) => keyOf(one) === key) : this.maps.byKey.get(key);
  }

  private firstOfName(policy: string): Draft | undefined {
    return this.maps === null
      ? this.drafts.find((one) => one.policy === policy)
      : this.maps.byName.get(policy);
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
