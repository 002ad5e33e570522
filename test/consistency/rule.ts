import type { PoolView } from '../../src/admin/contract/contract';
import type { GeneratedAccount } from './accounts';
import type { Answers } from './answers';

/** What must hold of whatever account: what contradicts it, one sentence each. */
export type Rule = (answers: Answers, account: GeneratedAccount) => string[];
export type Rules = Readonly<Record<string, Rule>>;

export { words } from '../dashboard/fixtures';

/** A rule of each pool by itself. */
export const each = (
  { pools }: Answers,
  check: (view: PoolView, index: number) => (string | false)[],
): string[] =>
  pools.flatMap((view, index) =>
    check(view, index)
      .filter((what) => what !== false)
      .map((what) => `${view.pool.app} ${view.pool.product}: ${what}`),
  );
