import { nextHourMs } from '../limits/hour';
import { sharedLimits } from '../limits/shared-limits';
import type { Observation, Product } from '../model';
import { Bursts } from './bursts';
import { pacedEndpointKey, type PacedCall } from './call';
import { Blocks, componentKey } from './blocks';
import { longerDelay, type Delay } from './delay';
import { closeBy, readPool } from './learn';
import { Pool } from './pool';
import type { PaceRules } from './rules';
import { Spending } from './spending';
import type { ToldUse } from './told-use';

/** All that one process knows of one installation's limits: asked before a call, told after it. */
export class KnownLimits {
  readonly blocks = new Blocks();
  private readonly pools = new Map<Product, Pool>();
  private readonly bursts: Bursts;
  private readonly spending: Spending;

  constructor(private readonly rules: PaceRules) {
    this.bursts = new Bursts(rules.concurrency);
    this.spending = new Spending(rules.budgets);
  }

  /**
   * What holds the call; `null`: it may go.
   * @param behindWaiting whether calls that wait already go first: for one that comes, not for one whose wait is over
   */
  hold(call: PacedCall, behindWaiting: boolean, nowMs: number): Delay | null {
    const budget = this.budgetHold(call, nowMs);
    const closed = longerDelay(this.blocks.heldBy(call.keys, nowMs), budget);
    const burst = this.bursts.hold(call, behindWaiting, nowMs);
    if (!call.isCharged || call.work === 'person') return longerDelay(closed, burst);
    const pool = this.poolOf(call).hold(this.rules, behindWaiting, nowMs);
    return longerDelay(longerDelay(closed, pool), burst);
  }

  /** What the app's owner said of the pools of all sites. */
  tell(uses: readonly ToldUse[], nowMs: number): void {
    for (const use of uses) this.poolOf(use).tell(use, nowMs);
  }

  /** The call waits in line. @returns what takes it out of the line again */
  queue(call: PacedCall): () => void {
    const pool = this.poolOf(call);
    const burst = this.bursts.of(call.endpoint);
    pool.waitingPoints += call.expectedPoints;
    burst.waiting += 1;
    return () => {
      pool.waitingPoints -= call.expectedPoints;
      burst.waiting -= 1;
    };
  }

  /** The call goes. */
  went(call: PacedCall, nowMs: number): void {
    this.poolOf(call).underWayPoints += call.expectedPoints;
    this.bursts.of(call.endpoint).underWay += 1;
    this.spending.add(call, call.expectedPoints, nowMs);
    const once = call.shared === null ? null : sharedLimits[call.shared].perInstallation;
    if (once !== null)
      this.blocks.close(
        pacedEndpointKey(call.endpoint),
        'burst',
        nowMs + once.windowMs / once.requests,
        nowMs,
      );
  }

  /**
   * The call has ended; `null`: no answer came.
   * @returns takes the observation once more, when its body has told of objects, a price or a refusal
   */
  ended(call: PacedCall, answer: Observation | null, nowMs: number): (told: Observation) => void {
    const pool = this.poolOf(call);
    let points = answer?.points.likely ?? 0;
    pool.underWayPoints -= call.expectedPoints;
    this.bursts.of(call.endpoint).underWay -= 1;
    if (call.isCharged) pool.spend(points, nowMs);
    this.spending.add(call, points - call.expectedPoints, nowMs);
    const limits = answer?.limits ?? null;
    this.bursts.ended(call, limits, nowMs);
    if (limits !== null) {
      closeBy(call, limits, this.blocks, nowMs);
      if (call.isCharged) readPool(call, limits, pool, this.blocks, this.rules.reserveShare, nowMs);
    }
    return (told) => {
      if (call.isCharged) pool.correct(told.points.likely - points, nowMs);
      this.spending.add(call, told.points.likely - points, nowMs);
      points = told.points.likely;
      if (told.limits !== null && told.status === 429) closeBy(call, told.limits, this.blocks, nowMs);
    };
  }

  private budgetHold(call: PacedCall, nowMs: number): Delay | null {
    const used = this.spending.usedUp(call, nowMs);
    if (used === null) return null;
    const untilMs = nextHourMs(nowMs);
    if (used === 'component' && call.component !== null)
      this.blocks.close(componentKey(call.component), 'budget', untilMs, nowMs);
    return { reason: 'budget', untilMs };
  }

  private poolOf({ product }: Pick<PacedCall, 'product'>): Pool {
    const known = this.pools.get(product);
    if (known !== undefined) return known;
    const made = new Pool();
    this.pools.set(product, made);
    return made;
  }
}
