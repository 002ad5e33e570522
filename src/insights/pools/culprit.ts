import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { chargedPoints } from '../sums';
import { sumsOf } from '../../usage/named';
import type { Culprit, PoolView } from '../views';
import { textOrder } from '../../text-order';

/** From this share of the counter on, others are who to ask. */
const othersShare = 0.5;

/** Who spent most of the running hour: others where the counter shows at least half of it to be theirs, else the dearest calls. */
export function culpritOf(
  usage: HourUsage | undefined,
  { pool, own, level }: Pick<PoolView, 'pool' | 'own' | 'level'>,
): Culprit | null {
  const others = level.lowPoints - own.high;
  if (level.lowPoints > 0 && others >= othersShare * level.lowPoints)
    return { kind: 'others', share: others / level.lowPoints };
  const sums = new Map<string, { found: Omit<Culprit & { kind: 'endpoint' }, 'share'>; points: number }>();
  for (const [id, usageSum] of usage === undefined ? [] : sumsOf(usage)) {
    if (poolKey(id.pool) !== poolKey(pool)) continue;
    const { method, template, trigger } = id;
    const key = `${method} ${template} ${trigger}`;
    const { product } = pool;
    const known = sums.get(key) ?? {
      found: { kind: 'endpoint', product, method, template, trigger },
      points: 0,
    };
    known.points += chargedPoints(id, usageSum).likely;
    sums.set(key, known);
  }
  const [first] = [...sums].sort(([keyA, a], [keyB, b]) => b.points - a.points || textOrder(keyA, keyB));
  if (first === undefined || own.likely <= 0 || first[1].points <= 0) return null;
  return { ...first[1].found, share: Math.min(1, first[1].points / own.likely) };
}
