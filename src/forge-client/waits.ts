import { bridgeProducts, type BridgeWait } from '../bridge-client/wire';
import type { Observation, ThrottleReason } from '../model';

type MetWait = Omit<BridgeWait, 'retryInMs'> & { retryAtMs: number };

/** Waits kept for one installation, the newest: so many that calls of the app met, and so many that pages tell of. */
const keptWaits = 20;
const keptInstallations = 500;
/** What one browser says holds the pages of others for no longer: a burst is over by then. */
const longestSaidMs = 60_000;

/**
 * Limits of the site that calls of this process met, by installation, in memory. A page shares the site's limits but not
 * the app's quota and not its cost budgets, so only the former are told.
 */
export class Waits {
  private readonly met = new Map<string, MetWait[]>();
  private readonly said = new Map<string, MetWait[]>();

  note(installationId: string, call: Observation): void {
    const wait = waitIn(call);
    if (wait !== null) keep(this.met, installationId, wait);
  }

  /** A wait that a page says its own call met. */
  noteSaid(installationId: string, call: Observation, nowMs: number): void {
    const wait = waitIn(call);
    if (wait === null) return;
    keep(this.said, installationId, { ...wait, retryAtMs: Math.min(wait.retryAtMs, nowMs + longestSaidMs) });
  }

  current(installationId: string, nowMs: number): BridgeWait[] {
    return [this.met, this.said]
      .flatMap((waits) => waits.get(installationId) ?? [])
      .filter(({ retryAtMs }) => retryAtMs > nowMs)
      .map(({ retryAtMs, ...wait }) => ({ ...wait, retryInMs: retryAtMs - nowMs }));
  }
}

/** `null`: it met none, or none that a page shares. */
function waitIn({ pool, method, template, limits }: Observation): MetWait | null {
  const throttle = limits?.throttle ?? null;
  const product = bridgeProducts.find((known) => known === pool.product);
  if (throttle === null || throttle.retryAtMs === null || product === undefined) return null;
  const { reason, enforcement, retryAtMs } = throttle;
  if (enforcement === 'beta' || !bindsThePage(reason)) return null;
  return { product, method, template, reason, retryAtMs };
}

function keep(waits: Map<string, MetWait[]>, installationId: string, wait: MetWait): void {
  const others = (waits.get(installationId) ?? []).filter(
    (known) =>
      known.template !== wait.template || known.method !== wait.method || known.reason !== wait.reason,
  );
  if (waits.size >= keptInstallations) waits.clear();
  waits.set(installationId, [...others, wait].slice(-keptWaits));
}

function bindsThePage(reason: ThrottleReason): boolean {
  switch (reason) {
    case 'burst':
    case 'perIssueWrite':
    case 'concurrency':
    case 'gateway':
    case 'other':
      return true;
    case 'quotaGlobal':
    case 'quotaTenant':
    case 'costBudget':
      return false;
  }
}
