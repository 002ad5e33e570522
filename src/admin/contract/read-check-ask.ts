import type { CheckAsk } from './check-views';
import { BadRequest, readAsk, record } from './read-ask';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readCheckAsk(payload: unknown): CheckAsk {
  const { wish = 'last' } = record(payload, 'The request');
  if (wish !== 'last' && wish !== 'run') throw new BadRequest('"wish" must be "last" or "run".');
  return { ...readAsk(payload), wish };
}
