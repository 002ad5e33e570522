import { isRecord } from '../object';

/**
 * The account at whose wish a function runs, from what Forge hands to it: the principal of the invocation, or the context
 * of a resolver's event. `null` where nobody is, and where a handler was called by hand.
 */
export function personOf(args: readonly unknown[]): string | null {
  const [event, request] = args;
  const principal = isRecord(request) ? request['principal'] : null;
  const context = isRecord(event) ? event['context'] : null;
  for (const holder of [principal, context]) {
    if (!isRecord(holder)) continue;
    const { accountId } = holder;
    if (typeof accountId === 'string' && accountId !== '') return accountId;
  }
  return null;
}
