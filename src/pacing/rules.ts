/** How an app wants its calls paced. */

/** `person`: somebody waits for the answer. `background`: nobody does, so it gives way. */
export const works = ['person', 'background'] as const;
export type Work = (typeof works)[number];

/** Points an hour, counted by each process for itself: the likely price of its own calls. */
export interface PaceBudgets {
  /** For all background work together. */
  backgroundPoints?: number;
  /** By the name of the component. Binds its calls for people, too. */
  componentPoints?: Readonly<Record<string, number>>;
  /** For each person, so that one cannot spend what all others need. Binds the calls made for them. */
  userPoints?: number;
}

export interface PaceOptions {
  /** Share of the hourly quota that background work leaves to people. From 0 to 0.9; left out: 0.1. */
  reserveShare?: number;
  /** Calls under way at once, in one process for one installation. Left out: 5. */
  concurrency?: number;
  /** Left out: no budgets. */
  budgets?: PaceBudgets;
  /** Whether background work is spread over the hour once it has used a quarter of its share. Left out: it is. */
  isSmooth?: boolean;
  /** Scheduled work begins up to so much later, by chance, since schedules of all sites begin together. Left out: 10 s. */
  spreadMs?: number;
}

export type PaceRules = Required<PaceOptions>;

/** @throws RangeError that names the option, for one that no pace can be kept by */
export function paceRules({
  reserveShare = 0.1,
  concurrency = 5,
  budgets = {},
  isSmooth = true,
  spreadMs = 10_000,
}: PaceOptions): PaceRules {
  if (!(reserveShare >= 0 && reserveShare <= 0.9))
    throw new RangeError('reserveShare: a share from 0 to 0.9');
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw new RangeError('concurrency: a whole number from 1');
  if (!(spreadMs >= 0 && spreadMs <= 600_000))
    throw new RangeError('spreadMs: milliseconds from 0 to 600000');
  const { backgroundPoints, componentPoints = {}, userPoints } = budgets;
  for (const points of [backgroundPoints, userPoints, ...Object.values(componentPoints)])
    if (points !== undefined && !(points > 0)) throw new RangeError('budgets: points above 0');
  return { reserveShare, concurrency, budgets, isSmooth, spreadMs };
}
