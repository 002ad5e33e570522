import { methods, throttleReasons } from '../model';
import { bridgeProducts, type BridgeWait } from './wire';
import { fieldsOf } from '../object';

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
