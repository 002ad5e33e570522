import { hourOf, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { isHourly } from '../headers/hour';
import { chargedToPool } from '../limits/charging';
import { tierQuotas } from '../limits/tiers';
import type { Observation } from '../model';
import { minuteMs } from '../time';

/**
 * A wall so near by this process's own rate is worth a roll-up: what was judged minutes ago would warn of it too late. Twice ten minutes, since
 * an import usually runs in two processes or more, and none knows of the others.
 */
const aheadMinutes = 20;
/** Pools of installations that one process knows at a time. */
const keptPools = 500;

/** What this process itself drew of one pool in the running hour. Points. */
interface Drawn {
  hour: HourNumber;
  minute: number;
  inMinute: number;
  inMinuteBefore: number;
  inHour: number;
  /** As the last policy header named it. */
  quotaPoints: number;
  /** What is left by the counter's last word, less our own since; infinite while it is silent. */
  saidPoints: number;
}

/**
 * Whether this process's own rate would empty a pool soon, however little others draw. Known without storage, from its own
 * calls; what other processes and sites draw only brings the wall nearer.
 */
export class WallRate {
  private readonly pools = new Map<string, Drawn>();

  note(installationId: string, { pool, route, atMs, points, limits }: Observation): void {
    const key = `${installationId} ${poolKey(pool)}`;
    const drawn = { ...this.at(key, atMs) };
    const drawnPoints = chargedToPool(route) ? points.likely : 0;
    drawn.inMinute += drawnPoints;
    drawn.inHour += drawnPoints;
    drawn.saidPoints -= drawnPoints;
    const said = limits?.quotas.find(
      ({ scope, windowSeconds, enforcement }) => enforcement === 'enforced' && isHourly(scope, windowSeconds),
    );
    if (said?.quota != null) drawn.quotaPoints = said.quota;
    // An answer that names the quota and not what is left is of a pool below 80%: what was said before is over.
    if (said !== undefined) drawn.saidPoints = said.remaining ?? Infinity;
    if (!this.pools.has(key) && this.pools.size >= keptPools) this.pools.clear();
    this.pools.set(key, drawn);
  }

  isWallNear(installationId: string, nowMs: number): boolean {
    for (const [key, known] of this.pools) {
      if (!key.startsWith(`${installationId} `) || known.hour !== hourOf(nowMs)) continue;
      const { minute, inMinute, inMinuteBefore, inHour, quotaPoints, saidPoints } = this.at(key, nowMs);
      const leftPoints = Math.min(quotaPoints - inHour, saidPoints);
      const minutes = nowMs / minuteMs - minute;
      const rate = Math.max(inMinuteBefore, (inMinute + inMinuteBefore) / (1 + minutes));
      if (rate > 0 && leftPoints > 0 && leftPoints <= aheadMinutes * rate) return true;
    }
    return false;
  }

  /** As of this time: minutes that are over have moved on. */
  private at(key: string, atMs: number): Drawn {
    const hour = hourOf(atMs);
    const minute = Math.floor(atMs / minuteMs);
    const known = this.pools.get(key);
    if (known === undefined || known.hour < hour)
      return {
        ...{ hour, minute, inMinute: 0, inMinuteBefore: 0, inHour: 0, saidPoints: Infinity },
        quotaPoints: known?.quotaPoints ?? tierQuotas.globalPoints,
      };
    if (minute <= known.minute) return known;
    const isNext = minute === known.minute + 1;
    return { ...known, minute, inMinute: 0, inMinuteBefore: isNext ? known.inMinute : 0 };
  }
}
