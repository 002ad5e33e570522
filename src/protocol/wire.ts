import type { Method, Product, Route, Trigger } from '../model';

/**
 * One call as a back end reports it: what was seen, not what it costs. The gauge reads the headers and prices the call, so
 * that a sender in any language needs neither a catalogue nor a parser.
 */
export interface WireCall {
  /** When the answer (or the failure) came, epoch milliseconds. */
  at: number;
  product: Product;
  route: Route;
  /** Left out: unknown. */
  trigger?: Trigger;
  /** Feature of the app, 40 characters at most. For One Stack: which tenant, where an app serves several. */
  tag?: string;
  /** Whose site it was, 100 characters at most: its cloud id or host. The fleet tells tenants apart by it; a site's gauge passes over it. */
  tenant?: string;
  method: Method;
  /** Path, with or without query and host; or its template already. Ids and query values are never stored. */
  path: string;
  /** HTTP status; `null` when no answer came. */
  status: number | null;
  /** How long the answer took. */
  ms: number;
  /** Objects in the answer (issues, users, pages); left out where nobody counted them. */
  objects?: number;
  /** Points that the answer itself named, as GraphQL's `extensions.cost` may. */
  points?: number;
  /** Rate-limit headers of the answer, names in lower case. */
  headers?: Record<string, string>;
}

/** Operations that have a limit of their own, whatever calls they are made of. */
export const operationNames = ['jira.backup', 'jira.restore'] as const;
export type OperationName = (typeof operationNames)[number];

export interface WireOperation {
  /** When it was started, epoch milliseconds. */
  at: number;
  name: OperationName;
}

export interface WireBatch {
  version: 1;
  /** `{sender}.{n}`. */
  batch: string;
  /** When the batch was closed, epoch milliseconds: it never changes afterwards. */
  sealedAt: number;
  /** Calls that the sender could not keep since its last batch. */
  dropped?: number;
  calls: WireCall[];
  operations?: WireOperation[];
}
