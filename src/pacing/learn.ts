import { toleranceMs } from '../headers/hour';
import { nextHourMs } from '../limits/hour';
import type { RateLimits, Throttle } from '../model';
import { costKey, pacedEndpointKey, issueKey, productKey, type PacedCall } from './call';
import { quotaKey, reserveKey, type Blocks } from './blocks';
import type { DelayReason } from './delay';
import type { Pool } from './pool';

/** What a refusal without a readable time closes for. An issue's short window is two seconds. */
const unsaidMs = { burst: 1_000, issue: 2_000, server: 5_000 };

/** Closes what an answer says is closed. A limit that is only announced (beta) refuses nothing, and closes nothing. */
export function closeBy(call: PacedCall, limits: RateLimits, blocks: Blocks, nowMs: number): void {
  const { throttle, waitUntilMs } = limits;
  if (throttle?.enforcement === 'enforced') {
    const { key, reason, untilMs } = blockOf(call, throttle, nowMs);
    blocks.close(key, reason, untilMs, nowMs);
  } else if (waitUntilMs !== null) {
    blocks.close(pacedEndpointKey(call.endpoint), 'server', waitUntilMs, nowMs);
  }
}

/** Learns how much is left of the hour, and closes what may not go any more before it is over. */
export function readPool(
  { product }: PacedCall,
  limits: RateLimits,
  pool: Pool,
  blocks: Blocks,
  reserveShare: number,
  nowMs: number,
): void {
  const said = pool.read(limits.quotas, nowMs);
  if (said === null) return;
  const { quotaPoints, remaining } = said;
  const resetMs = nextHourMs(nowMs);
  if (remaining === 0) blocks.close(quotaKey(product), 'quota', resetMs, nowMs);
  if (remaining <= quotaPoints * reserveShare) blocks.close(reserveKey(product), 'reserve', resetMs, nowMs);
}

interface Block {
  key: string;
  reason: DelayReason;
  untilMs: number;
}

function blockOf(call: PacedCall, { reason, retryAtMs }: Throttle, nowMs: number): Block {
  const saidMs = retryAtMs !== null && retryAtMs > nowMs ? retryAtMs : null;
  const endpoint = pacedEndpointKey(call.endpoint);
  switch (reason) {
    case 'quotaGlobal':
    case 'quotaTenant': {
      // The quota is whole again at the full hour. Whole seconds and the way here may lead a little beyond it.
      const resetMs = nextHourMs(nowMs);
      const isOfTheHour = saidMs !== null && saidMs <= resetMs + toleranceMs;
      return {
        key: quotaKey(call.product),
        reason: 'quota',
        untilMs: isOfTheHour ? saidMs : resetMs,
      };
    }
    case 'perIssueWrite':
      return {
        key: call.issue === null ? endpoint : issueKey(call.issue),
        reason: 'issue',
        untilMs: saidMs ?? nowMs + unsaidMs.issue,
      };
    case 'costBudget':
      return {
        key: costKey(call.product, call.route, call.user),
        reason: 'costBudget',
        untilMs: saidMs ?? nowMs + unsaidMs.server,
      };
    case 'gateway':
      return {
        key: productKey(call.product),
        reason: 'server',
        untilMs: saidMs ?? nowMs + unsaidMs.server,
      };
    case 'burst':
      return { key: endpoint, reason: 'burst', untilMs: saidMs ?? nowMs + unsaidMs.burst };
    case 'concurrency':
    case 'other':
      return { key: endpoint, reason: 'server', untilMs: saidMs ?? nowMs + unsaidMs.server };
  }
}
