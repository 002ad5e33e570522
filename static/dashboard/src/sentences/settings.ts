import type { PoolView, SettingsAnswer } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { poolName, tierSentence } from './pool';

/** What the headers prove of one pool. */
export function provenSentence(view: PoolView, words: Words): string {
  const { text, format } = words;
  const name = poolName(view, words);
  return view.tier === null || view.policySeenAtMs === null
    ? text.settings.app.notProven({ pool: name })
    : text.settings.app.proven({
        pool: name,
        tier: tierSentence(view, words),
        at: format.utcTime(view.policySeenAtMs),
      });
}

/** Where the statement and the headers disagree; `null` where they do not, or one of them is silent. */
export function tierConflict({ stated, pools }: SettingsAnswer, { text }: Words): string | null {
  const { tiers, conflict } = text.settings.app;
  const proven = pools.find(({ pool, tier }) => pool.app === 'own' && tier !== null && tier !== stated.tier);
  if (stated.tier === null || proven === undefined || proven.tier === null) return null;
  return conflict({ stated: tiers[stated.tier], proven: tiers[proven.tier] });
}
