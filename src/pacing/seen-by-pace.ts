import type { Account, SeenCall } from '../calls/observe';
import { observe } from '../calls/observe';
import { bodyTells, readBody } from '../calls/read-body';
import { watchBody } from '../calls/watch-body';
import type { PriceOverrides } from '../costs/overrides';
import type { HeaderSource, Observation } from '../model';
import type { PacedCall } from './call';

/** How a call that was sent ended: by an answer, or by an error that names a status. */
export interface SentCall {
  status: number;
  /** `null` where an error took their place. */
  headers: HeaderSource | null;
  startedAtMs: number;
  endedAtMs: number;
}

/** What a pace sees of a call: the same as the gauge. The pool's names are not its affair. */
export function seenByPace(
  call: PacedCall,
  sent: SentCall,
  overrides: PriceOverrides | undefined,
): { observation: Observation; watch: (answer: object, told: (observation: Observation) => void) => void } {
  const { product, route, method, path, component: tag, found } = call;
  const seen: SeenCall = {
    ...{ product, route, trigger: call.work === 'person' ? 'person' : 'unknown', tag, method, path },
    ...{ atMs: sent.endedAtMs, latencyMs: Math.max(0, sent.endedAtMs - sent.startedAtMs) },
    ...{ status: sent.status, headers: sent.headers, objects: null, namedPoints: null },
  };
  const account: Account = { app: 'own', environment: '', overrides };
  return {
    observation: observe(seen, account, found),
    watch: (answer, told) => {
      if (!bodyTells(product, method, found, sent.status)) return;
      let wantsBody = true;
      watchBody(answer, {
        get wantsBody() {
          return wantsBody;
        },
        bodyRead: (body) => {
          wantsBody = false;
          const { objects, namedPoints, isRefusal } = readBody(product, found, body);
          const status = isRefusal ? 429 : sent.status;
          told(observe({ ...seen, objects, namedPoints, status }, account, found));
        },
      });
    },
  };
}
