import { hourStartMs } from '../limits/hour';
import type { PacedCall } from './call';
import type { PaceBudgets } from './rules';

/** Whose budget is used up. */
export type UsedBudget = 'background' | 'component' | 'user';

/** What this process spent in the running hour, by what the app set budgets for. Nothing is kept where none is set. */
export class Spending {
  private hour = Number.NaN;
  private backgroundPoints = 0;
  private readonly componentPoints = new Map<string, number>();
  private readonly userPoints = new Map<string, number>();

  constructor(private readonly budgets: PaceBudgets) {}

  /** Expected points when a call goes, and corrections to them when it has ended. */
  add({ work, component, user }: PacedCall, points: number, nowMs: number): void {
    this.moveTo(nowMs);
    const { componentPoints, userPoints } = this.budgets;
    if (work === 'background') this.backgroundPoints += points;
    if (component !== null && componentPoints?.[component] !== undefined)
      addTo(this.componentPoints, component, points);
    if (user !== null && userPoints !== undefined) addTo(this.userPoints, user, points);
  }

  usedUp({ work, component, user }: PacedCall, nowMs: number): UsedBudget | null {
    this.moveTo(nowMs);
    const { backgroundPoints, componentPoints, userPoints } = this.budgets;
    const ofComponent = component === null ? undefined : componentPoints?.[component];
    if (isUsed(this.componentPoints.get(component ?? ''), ofComponent)) return 'component';
    if (work === 'background' && isUsed(this.backgroundPoints, backgroundPoints)) return 'background';
    return user !== null && isUsed(this.userPoints.get(user), userPoints) ? 'user' : null;
  }

  private moveTo(nowMs: number): void {
    const hour = hourStartMs(nowMs);
    if (hour === this.hour) return;
    this.hour = hour;
    this.backgroundPoints = 0;
    this.componentPoints.clear();
    this.userPoints.clear();
  }
}

const isUsed = (spent: number | undefined, budget: number | undefined): boolean =>
  budget !== undefined && (spent ?? 0) >= budget;

function addTo(sums: Map<string, number>, key: string, points: number): void {
  sums.set(key, (sums.get(key) ?? 0) + points);
}
