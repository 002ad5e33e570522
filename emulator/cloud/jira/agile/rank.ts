/** The order that people give to issues by hand. */
import type { IssueRef } from '../../world/issues';
import type { Site } from '../../world/site';

/** Where nobody moved it, an issue stands by its number. */
export function rankOf(site: Site, ref: IssueRef): number {
  return site.jira.ranks.get(ref.id) ?? Number(ref.id);
}

/** Puts issues, in their order, beside another one. */
export function rankBeside(
  site: Site,
  moved: readonly IssueRef[],
  other: IssueRef,
  side: 'before' | 'after',
): void {
  const base = rankOf(site, other);
  moved.forEach((ref, n) => {
    // Between it and its neighbour: places are fractions of one.
    const step = (n + 1) / (moved.length + 1);
    site.jira.ranks.set(ref.id, side === 'before' ? base - 1 + step : base + step);
  });
}
