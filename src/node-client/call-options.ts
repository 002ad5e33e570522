import { products, routes, triggers, type Product, type Route, type Trigger } from '../model';
import { tenantText } from '../protocol/read-call';
import type { CallSink } from './sink';

/** Whose calls they are. One wrapped client for each way in which a program authenticates. */
export interface CallOptions {
  product: Product;
  /** How the calls are authenticated, for example `connect.jwt` or `oauth.3lo`. */
  route: Route;
  reporter: CallSink;
  /** What set the program going; left out: unknown. */
  trigger?: Trigger;
  /** Feature of the app, 40 characters at most. For One Stack, where an app serves several tenants: the tenant. */
  tag?: string;
  /** Whose site is called, its cloud id or host: a wrapped client for each tenant. The fleet shows them apart. */
  tenant?: string;
  /** Epoch milliseconds; left out: the clock. */
  nowMs?: () => number;
}

/**
 * Says at once, where the client is wrapped, what the gauge would refuse later with each of its calls.
 * @throws TypeError that names the option and what it may be
 */
export function checkCallOptions({ product, route, trigger, tenant, reporter }: CallOptions): void {
  demand('product', product, products);
  demand('route', route, routes);
  if (trigger !== undefined) demand('trigger', trigger, triggers);
  if (tenant !== undefined && !tenantText.test(tenant))
    throw new TypeError(`tenant: ${JSON.stringify(tenant)} is no cloud id or host`);
  const sink: unknown = reporter;
  if (typeof sink !== 'object' || sink === null || typeof reporter.report !== 'function')
    throw new TypeError('reporter: what createReporter gives, or an object with report(call)');
}

function demand(option: string, value: unknown, known: readonly string[]): void {
  if (typeof value === 'string' && known.includes(value)) return;
  throw new TypeError(
    `${option}: ${value === undefined ? 'nothing' : JSON.stringify(value)} is none of ${known.join(', ')}`,
  );
}
