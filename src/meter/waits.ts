import { bridgeProducts, type BridgeWait } from '../bridge/wire';
import type { Observation, ThrottleReason } from '../model';

type MetWait = Omit<BridgeWait, 'retryInMs'> & { retryAtMs: number };

/** Waits kept for one installation, the newest. */
const keptWaits = 20;
const keptInstallations = 500;

/**
 * Limits of the site that calls of this process met, by installation, in memory. A page shares the site's limits but not
 * the app's quota and not its cost budgets, so only the former are told.
 */
export class Waits {
  private readonly byInstallation = new Map<string, MetWait[]>();

  note(installationId: string, { pool, method, template, limits }: Observation): void {
    const throttle = limits?.throttle ?? null;
    const product = bridgeProducts.find((known) => known === pool.product);
    if (throttle === null || throttle.retryAtMs === null || product === undefined) return;
    const { reason, enforcement, retryAtMs } = throttle;
    if (enforcement === 'beta' || !bindsThePage(reason)) return;
    const wait: MetWait = { product, method, template, reason, retryAtMs };
    const others = (this.byInstallation.get(installationId) ?? []).filter(
      (known) => known.template !== template || known.method !== method || known.reason !== reason,
    );
    if (this.byInstallation.size >= keptInstallations) this.byInstallation.clear();
    this.byInstallation.set(installationId, [...others, wait].slice(-keptWaits));
  }

  current(installationId: string, nowMs: number): BridgeWait[] {
    return (this.byInstallation.get(installationId) ?? [])
      .filter(({ retryAtMs }) => retryAtMs > nowMs)
      .map(({ retryAtMs, ...wait }) => ({ ...wait, retryInMs: retryAtMs - nowMs }));
  }
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
