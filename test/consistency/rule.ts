import type { PoolView } from '../../src/admin/contract/contract';
import { createFormat } from '../../static/dashboard/src/format';
import { en } from '../../static/dashboard/src/text/en';
import type { Words } from '../../static/dashboard/src/words';
import type { GeneratedAccount } from './accounts';
import type { Answers } from './answers';

/** What must hold of whatever account: what contradicts it, one sentence each. */
export type Rule = (answers: Answers, account: GeneratedAccount) => string[];
export type Rules = Readonly<Record<string, Rule>>;

export const words: Words = { text: en, format: createFormat('en-US', 'UTC'), language: 'en' };

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
