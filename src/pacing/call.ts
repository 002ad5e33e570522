import { askingPath } from '../calls/asking-path';
import { estimatePoints } from '../costs/estimate';
import { findEntry, type Found } from '../costs/lookup';
import type { PriceOverrides } from '../costs/overrides';
import { chargedToPool, costBudget } from '../limits/charging';
import { sharedLimitOf, type SharedLimitName } from '../limits/shared-limits';
import { isMinuteProduct } from '../limits/systems';
import type { Method, Product, Route } from '../model';
import { componentKey, quotaKey, reserveKey } from './blocks';
import type { Work } from './rules';

/** A call that asks for its turn. */
export interface AskedCall {
  product: Product;
  method: Method;
  /** As it is called, with its query. */
  path: string;
  /** What is sent, as the caller holds it. Left out: nothing, or nothing that can be looked at. */
  requestBody?: unknown;
  route: Route;
  work: Work;
  /** Feature of the app; `null` for none. */
  component: string | null;
  /** Whom the call is made for, in memory only; `null` where it is not known. */
  person: string | null;
  /** The caller's word that sending it twice does the same as sending it once. */
  isSafe: boolean;
  /** Whether its body can be sent a second time. */
  isRepeatable: boolean;
  /** The caller's choice to send it again where it was refused with 429, whatever it does. Left out: not. */
  resendsRefused?: boolean;
  /** By which the caller gives it up, in line or under way. Left out: never. */
  signal?: AbortSignal | null;
}

/** The same call with all that pacing looks at. */
export interface PacedCall extends Omit<AskedCall, 'requestBody'> {
  found: Found;
  template: string;
  /** What a burst limit covers on one site: product, method and template, or all endpoints that share one limit. */
  endpoint: string;
  /** The published limit that the endpoint shares with others; `null` for none. */
  shared: SharedLimitName | null;
  /** The issue that it writes to, as a keyed hash; `null` for none. */
  issue: string | null;
  /** The person as a keyed hash; `null` where nobody is known. */
  user: string | null;
  /** Draws on the hourly points. */
  isCharged: boolean;
  /** Sending it twice does the same as sending it once, and its body can be. */
  canRetry: boolean;
  /** The same for a 429: what was refused was not done. */
  canResendRefused: boolean;
  /** Likely price before its answer is known. */
  expectedPoints: number;
  /** Of the blocks that hold it. */
  keys: readonly string[];
}

/** Sending these twice does the same as sending them once. Source: RFC 9110, 9.2.2. */
const idempotent: readonly Method[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const issuePath = /\/rest\/(?:api|agile)\/[^/?#]+\/issue\/([a-z][a-z0-9_]*-\d+|\d+)(?=[/?#]|$)/i;

/** @param tagOf a hash with a key that only this process knows: ids are compared, never kept */
export function describeCall(
  { requestBody, ...asked }: AskedCall,
  tagOf: (text: string) => string,
  overrides?: PriceOverrides,
): PacedCall {
  const { product, method, route, work, component, isSafe, isRepeatable } = asked;
  const found = findEntry(product, method, asked.path);
  const path = askingPath(asked.path, found, requestBody);
  const { template } = found;
  const { points } = estimatePoints({ product, method, path, objects: null, overrides, found });
  // The address of a licence is none of the products', and its words are not kept in a template.
  const shared = sharedLimitOf(product, template) ?? sharedLimitOf(product, path.split('?', 1)[0] ?? '');
  const endpoint = shared === null ? `${product} ${method} ${template}` : `${product} ${shared}`;
  const issue = issueOf(product, method, path);
  const user = asked.person === null ? null : tagOf(asked.person);
  const isCharged = chargedToPool(route) && !isMinuteProduct(product);
  const issueTag = issue === null ? null : tagOf(issue);
  const canRetry = isRepeatable && (isSafe || idempotent.includes(method));
  const keys = [productKey(product), pacedEndpointKey(endpoint), costKey(product, route, user)];
  if (isCharged) keys.push(quotaKey(product));
  if (isCharged && work === 'background') keys.push(reserveKey(product));
  if (component !== null) keys.push(componentKey(component));
  if (issueTag !== null) keys.push(issueKey(issueTag));
  return {
    ...asked,
    ...{ path, found, template, endpoint, shared, issue: issueTag, user, isCharged, keys },
    canRetry,
    canResendRefused: canRetry || (isRepeatable && asked.resendsRefused === true),
    expectedPoints: points.likely,
  };
}

function issueOf(product: Product, method: Method, path: string): string | null {
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (product !== 'jira' || isRead) return null;
  return issuePath.exec(path)?.[1]?.toUpperCase() ?? null;
}

export const productKey = (product: string): string => `product:${product}`;
export const pacedEndpointKey = (endpoint: string): string => `endpoint:${endpoint}`;
export const issueKey = (tag: string): string => `issue:${tag}`;
/** One budget for the app as itself, one for each pair of app and user. */
export const costKey = (product: Product, route: Route, user: string | null): string =>
  `cost:${product}:${costBudget(route)}:${user ?? ''}`;
