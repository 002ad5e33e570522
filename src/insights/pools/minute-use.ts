import type { BurstRoom, Cell } from '../../usage/usage-sum';
import { throttleCount } from '../../usage/usage-sum';
import { poolKey } from '../../usage/keys';
import type { Sheet } from '../../usage/hour-usage';
import { isMinuteProduct, type MinuteProduct } from '../../limits/systems';
import { cellsOf } from '../cells';

/** What an app asked of Backlog or One Stack: by type of request, and for One Stack by tenant where the app named it. */
export interface MinuteUse {
  system: MinuteProduct;
  app: string;
  environment: string;
  /** `read`, `update`, `search`, `icon` of Backlog; `request` of One Stack. */
  type: string;
  /** One Stack's tenant, as the app tagged it; `null` where it did not. */
  tenant: string | null;
  requests: number;
  /** Answered 304: they take nothing of the limit. */
  freeRequests: number;
  refusedRequests: number;
  /** Least room that an answer named in the running minute, requests; `null` when none did. */
  leastRoom: BurstRoom | null;
}

/** Of all hours together, most requests first. */
export function minuteUse(sheets: Iterable<Sheet>): MinuteUse[] {
  const uses = new Map<string, MinuteUse>();
  for (const sheet of sheets) {
    for (const [id, cell] of cellsOf(sheet)) {
      const { product, app, environment } = id.pool;
      if (!isMinuteProduct(product)) continue;
      const tenant = product === 'oneStack' ? id.tag : null;
      const key = `${poolKey(id.pool)}|${id.template}|${tenant ?? ''}`;
      const none = { requests: 0, freeRequests: 0, refusedRequests: 0, leastRoom: null };
      const type = id.template.slice(1);
      const known = uses.get(key) ?? { system: product, app, environment, type, tenant, ...none };
      uses.set(key, withCell(known, cell));
    }
  }
  return [...uses.values()].sort((a, b) => b.requests - a.requests);
}

function withCell(use: MinuteUse, cell: Cell): MinuteUse {
  return {
    ...use,
    requests: use.requests + cell.requests,
    freeRequests: use.freeRequests + cell.statuses['3'],
    refusedRequests: use.refusedRequests + throttleCount(cell),
    leastRoom: lesser(use.leastRoom, cell.leastBurst),
  };
}

function lesser(a: BurstRoom | null, b: BurstRoom | null): BurstRoom | null {
  if (a === null || b === null) return a ?? b;
  return b.remainingRequests < a.remainingRequests ? b : a;
}
