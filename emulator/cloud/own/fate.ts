/** What the faults of a call come to, taken together. */
import { productError, type Breakage, type Reply } from '../exchange';
import type { LimitedProduct } from '../pools';
import type { FaultedCall, Faults, RefusalKind } from './faults';

export interface Fate {
  /** Added to the answer's time. */
  delayMs: number;
  /** What becomes of the answer on its way back; `null`: nothing. */
  broken: Breakage | null;
  /** What happens in place of serving the call; the first fault of this kind decides. */
  instead: { kind: 'lost' } | { kind: 'refused'; as: RefusalKind } | { kind: 'failed'; answer: Reply } | null;
}

/** A call as the gateway has it. */
interface Called {
  request: { method: string };
  address: { product: LimitedProduct; path: string };
  principal: { appId: string | null };
}

export function fateOf(faults: Faults, { request, address, principal }: Called): Fate {
  const { product, path } = address;
  const call: FaultedCall = { product, path, method: request.method, appId: principal.appId };
  const fate: Fate = { delayMs: 0, broken: null, instead: null };
  for (const fault of faults.of(call)) {
    switch (fault.kind) {
      case 'latency':
        fate.delayMs += fault.ms;
        break;
      case 'truncated':
        fate.broken ??= 'truncated';
        break;
      case 'reset':
        if (fault.served === false) fate.instead ??= { kind: 'lost' };
        else fate.broken = 'reset';
        break;
      case 'refused':
        fate.instead ??= { kind: 'refused', as: fault.as };
        break;
      case 'status':
        fate.instead ??= { kind: 'failed', answer: failure(address.product, fault.status, fault.retryAfter) };
        break;
    }
  }
  return fate;
}

function failure(product: LimitedProduct, status: number, retryAfter: string | undefined): Reply {
  const answer = productError(product, status, 'SERVICE_UNAVAILABLE', 'The service is unavailable.');
  return retryAfter === undefined ? answer : { ...answer, headers: [['Retry-After', retryAfter]] };
}
