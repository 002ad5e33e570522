/** What a page tells its app of its own calls, and what the app answers. */
import { type Method, type ThrottleReason, methods, throttleReasons } from '../model';
import { fieldsOf } from '../object';

export const bridgeProducts = ['jira', 'confluence'] as const;
export type BridgeProduct = (typeof bridgeProducts)[number];

export interface BridgeCall {
  product: BridgeProduct;
  method: Method;
  /** As called. It goes to the app's own back end, which keeps its template only. */
  path: string;
  /** How long the lists in the request's body are, by their places, where it has any: what a bulk call asks for. */
  asks?: Record<string, number>;
  /** `null` when no answer came. */
  status: number | null;
  latencyMs: number;
  /** How long ago the answer came when the batch was sent: a browser's clock may be wrong, its pace is not. */
  agoMs: number;
  /** Those of the answer that speak of limits, as far as the host forwards them. */
  headers: Record<string, string>;
}

export interface BridgeBatch {
  calls: BridgeCall[];
}

/** Characters of a path that are told and taken: its template is in the first of them, and a query of JQL may go on for long. */
export const longestBridgePath = 1_000;

/** Calls in one batch at most; the rest is refused. */
export const mostBridgeCalls = 50;

/** A limit of the site that a call of the app met, and that a call of the page would meet too. */
export interface BridgeWait {
  product: BridgeProduct;
  method: Method;
  template: string;
  reason: ThrottleReason;
  /** From the answer on. No time of day: a browser's clock may be wrong, its pace is not. */
  retryInMs: number;
}

export interface BridgeReceipt {
  booked: number;
  /** Not booked: beyond the cap, or not readable. */
  refused: number;
  /** As this process of the app knows them; another one may know more. */
  waits: BridgeWait[];
}

/** The waits of a receipt, as far as it can be read: an app that answers something else has met no limit that is known. */
export function readWaits(receipt: unknown): BridgeWait[] {
  const waits = fieldsOf(receipt)['waits'];
  return Array.isArray(waits) ? (waits as unknown[]).flatMap((wait) => readWait(wait) ?? []) : [];
}

function readWait(value: unknown): BridgeWait | null {
  const fields = fieldsOf(value);
  const { template, retryInMs } = fields;
  const product = bridgeProducts.find((known) => known === fields['product']);
  const method = methods.find((known) => known === fields['method']);
  const reason = throttleReasons.find((known) => known === fields['reason']);
  if (product === undefined || method === undefined || reason === undefined) return null;
  if (typeof template !== 'string' || typeof retryInMs !== 'number' || !(retryInMs >= 0)) return null;
  return { product, method, template, reason, retryInMs };
}
