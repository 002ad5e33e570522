import { printable } from '../emulator/testing/text-table';
import { InputError } from '../src/input-error';
import type { PoolRow, ReportAccount } from '../src/reports/account';

type Said = Pick<PoolRow, 'tier' | 'quotaPoints'>;

/** What the reports themselves say of the pools that are counted as one: whether it fits, since nothing but a person's word joins them. */
export class JoinedPools {
  private readonly sources = new Set<string>();
  private readonly quotas = new Map<string, Set<string>>();

  /** @param copies names of sources that are copies */
  constructor(private readonly copies: readonly string[]) {}

  look({ pools }: ReportAccount): void {
    for (const { app, environment, product, tier, quotaPoints } of pools) {
      if (app !== 'own') this.sources.add(app);
      const words = app === 'own' || this.copies.includes(app) ? wordsOf({ tier, quotaPoints }) : null;
      if (words === null) continue;
      const key = `${product} ${environment}`;
      this.quotas.set(key, (this.quotas.get(key) ?? new Set()).add(words));
    }
  }

  /** @throws for a copy that no report has */
  doubts(): string[] {
    const strange = this.copies.find((name) => !this.sources.has(name));
    if (strange !== undefined) {
      const known = [...this.sources].map((name) => `"${name}"`).join(', ') || 'none';
      throw new InputError(
        `--copy "${printable(strange)}": no report has a source of this name. There are: ${printable(known)}. Nothing was written.`,
      );
    }
    return [...this.quotas].flatMap(([pool, said]) =>
      said.size < 2
        ? []
        : [
            `${printable(pool)}: the reports say ${[...said].join(' and ')}. One pool has one quota: if its tier did not change between them, these are no copies.`,
          ],
    );
  }
}

/** A pool of tier 2 is each site's own, of a size by its users. */
function wordsOf({ tier, quotaPoints }: Said): string | null {
  if (tier === null) return null;
  return tier === 2 || quotaPoints === null ? `tier ${tier}` : `tier ${tier} of ${quotaPoints} points`;
}
