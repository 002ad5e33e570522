/** What a test may hand over as its cloud. */
import type { AccountSnapshot } from '../cloud/account';

interface AskedAccount {
  snapshot: () => AccountSnapshot;
}

/**
 * The account of what `createCloud` or `startAtlassianCloud` gave.
 * @throws TypeError for what is no cloud.
 */
export function accountOf(value: unknown): AskedAccount {
  const { cloud, account } = (value ?? {}) as { cloud?: { account: AskedAccount }; account?: AskedAccount };
  if (cloud !== undefined) return cloud.account;
  if (account !== undefined) return account;
  throw new TypeError(
    'toHaveSpentAtMost is asked of a cloud: what createCloud or startAtlassianCloud gave; so are writeBudget and reportSpending',
  );
}
