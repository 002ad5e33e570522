import type { Product, Route, Trigger } from '../model';
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
  /** Epoch milliseconds; left out: the clock. */
  nowMs?: () => number;
}
