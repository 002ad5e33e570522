import { randomBytes } from 'node:crypto';
import { ChangedMeanwhile } from '../../ledger/change-value';
import { isConsentError } from '../../forge-client/consent';
import { CannotDo } from '../pages/account';
import type { Answer, AnswerError } from '../contract/contract';
import { BadRequest } from '../contract/request';

/**
 * Turns every way to fail into an answer that says what was wrong and what to do.
 * @throws the error by which Forge asks the person for consent, as it came: it has to leave the resolver
 */
export async function withErrorBoundary<T>(run: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await run();
  } catch (error) {
    if (isConsentError(error)) throw error;
    if (error instanceof BadRequest)
      return refused({ code: 'badRequest', message: error.message, retryAtMs: null });
    if (error instanceof ChangedMeanwhile)
      return refused({ code: 'changedMeanwhile', message: error.message, retryAtMs: null });
    if (error instanceof CannotDo)
      return refused({ code: 'cannotDo', message: error.message, retryAtMs: null });
    const id = randomBytes(4).toString('hex');
    console.error(`Points Gauge: a request failed (${id}).`, error);
    const isStorage = error instanceof Error && error.name === 'ForgeKvsError';
    return refused(
      isStorage
        ? {
            code: 'storage',
            message: `Forge storage did not answer as it should (${id}). Nothing was lost; try again in a minute.`,
            retryAtMs: null,
          }
        : {
            code: 'internal',
            message: `Something went wrong in Points Gauge. Its log has more under ${id}.`,
            retryAtMs: null,
          },
    );
  }
}

export function refused(error: AnswerError): { ok: false; error: AnswerError } {
  return { ok: false, error };
}
