import { isFields } from './json';
import type { Operation } from './operations';

/** Resolves when the test lets the request go on. */
export type Wait = () => Promise<void>;

/**
 * What goes wrong with one request.
 * - `refuse`, `rateLimit`: answered with an error, not applied.
 * - `timeoutApplied`, `timeoutNotApplied`: the client gets no answer, and cannot tell which of the two it was.
 * - `timeoutAppliedLate`: no answer, and the write lands after the client gave up, when `wait` resolves.
 * - `delay`: `wait` passes before the request is applied, or between its application and the answer.
 * - `partialBatch`: the items that `fails` names are not applied and come back in `failedKeys`; on any other request
 *   than a batch it does nothing.
 */
export type Fault =
  | { kind: 'refuse'; status: 500 | 503 }
  | { kind: 'rateLimit' }
  | { kind: 'timeoutApplied' }
  | { kind: 'timeoutNotApplied' }
  | { kind: 'timeoutAppliedLate'; wait: Wait }
  | { kind: 'delay'; wait: Wait; at: 'beforeApply' | 'beforeAnswer' }
  | { kind: 'partialBatch'; fails: (key: string, index: number) => boolean };
export type FaultKind = Fault['kind'];

/** A request as a fault plan sees it, before anything of it is checked. */
export interface FaultRequest {
  installationId: string;
  operation: Operation;
  path: string;
  /** Every key that the request names. */
  keys: string[];
}

/** Called once for each request, in the order of arrival. */
export type FaultPlan = (request: FaultRequest) => Fault | null;

/** The client's `fetch` failed: it knows nothing of what happened on the other side. */
export class StorageTimeout extends TypeError {
  constructor(operation: Operation) {
    super('fetch failed', { cause: new Error(`No answer from storage to ${operation}.`) });
    this.name = 'StorageTimeout';
  }
}

/** All keys named in a request body, whatever its form. */
export function keysIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(keysIn);
  if (!isFields(body)) return [];
  if (typeof body['key'] === 'string') return [body['key']];
  return [body['set'], body['delete'], body['check']].flatMap(keysIn);
}
