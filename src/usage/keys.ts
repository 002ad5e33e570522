import { KnownTexts } from '../known-texts';
import { problemKinds, type ProblemKind } from '../headers/problem-kinds';
import type { Enforcement, Method, PoolId, Product, Route, Trigger } from '../model';
import { enforcements, methods, products, routes, triggers } from '../model';
import { longestKey, recalled } from './recalled';

/** Stands for the endpoints that a bounded usage has no room for. */
export const otherTemplate = '{other}';

/** What a sum is the sum of, within its hour. */
export interface SumId {
  pool: PoolId;
  route: Route;
  trigger: Trigger;
  tag: string | null;
  method: Method;
  template: string;
}

/** A five-minute slot (0 to 11) of the hour, and the policy that a response named in it. */
export interface PolicySlotId {
  pool: PoolId;
  policy: string;
  enforcement: Enforcement;
  slot: number;
}

/** A header of which a response said something that could not be taken at its word. */
export interface ProblemId {
  pool: PoolId;
  header: string;
  kind: ProblemKind;
}

/*
 * Keys are texts with `|` between the parts, so that a Map can hold them and JSON can store them. A `|` or `%` within a
 * part is written as %7C or %25: the way back is exact whatever an embedding app calls its tags.
 */
const escape = (part: string): string =>
  // Each call is booked under several keys, and hardly any part has a mark: to look is cheaper than to replace.
  part.includes('|') || part.includes('%')
    ? part.replace(/[%|]/g, (mark) => (mark === '%' ? '%25' : '%7C'))
    : part;
const unescape = (part: string): string =>
  part.includes('%') ? part.replace(/%7C|%25/g, (mark) => (mark === '%25' ? '%' : '|')) : part;

const isSamePool = (a: PoolId, b: PoolId): boolean =>
  a.app === b.app && a.environment === b.environment && a.product === b.product;
const copyOfPool = ({ app, environment, product }: PoolId): PoolId => ({ app, environment, product });

export const poolKey = recalled<PoolId>(
  ({ app, environment, product }) => `${escape(app)}|${escape(environment)}|${product}`,
  ({ product }) => product,
  isSamePool,
  copyOfPool,
);

export function peopleKey(pool: PoolId, route: Route): string {
  return `${poolKey(pool)}|${route}`;
}

export const sumKey = recalled<SumId>(
  ({ pool, route, trigger, tag, method, template }) =>
    `${poolKey(pool)}|${route}|${trigger}|${escape(tag ?? '')}|${method}|${escape(template)}`,
  ({ template }) => template,
  (a, b) =>
    a.method === b.method &&
    a.route === b.route &&
    a.trigger === b.trigger &&
    a.tag === b.tag &&
    isSamePool(a.pool, b.pool),
  ({ pool, route, trigger, tag, method, template }) => ({
    ...{ pool: copyOfPool(pool), route, trigger, tag, method, template },
  }),
);

export function endpointKey({ pool, method, template }: Pick<SumId, 'pool' | 'method' | 'template'>): string {
  return `${poolKey(pool)}|${method}|${escape(template)}`;
}

export const policySlotKey = recalled<PolicySlotId>(
  ({ pool, policy, enforcement, slot }) => `${poolKey(pool)}|${escape(policy)}|${enforcement}|${slot}`,
  ({ policy }) => policy,
  (a, b) => a.slot === b.slot && a.enforcement === b.enforcement && isSamePool(a.pool, b.pool),
  ({ pool, policy, enforcement, slot }) => ({ pool: copyOfPool(pool), policy, enforcement, slot }),
);

export function problemKey({ pool, header, kind }: ProblemId): string {
  return `${poolKey(pool)}|${escape(header)}|${kind}`;
}

/** An account of months names the same few hundred sums in every hour: most of its reading would be the parsing of their keys. */
const parsedSums = new KnownTexts<Readonly<SumId> | null>(4_096, longestKey);

/** `null` for a text that is no such key. What it gives is shared, and frozen. */
export function parseSumKey(key: string): Readonly<SumId> | null {
  const known = parsedSums.get(key);
  if (known !== undefined) return known;
  const parsed = readSumKey(key);
  if (parsed !== null) Object.freeze(Object.freeze(parsed).pool);
  parsedSums.keep(key, parsed);
  return parsed;
}

function readSumKey(key: string): SumId | null {
  const [app, environment, product, route, trigger, tag, method, template, ...rest] = key
    .split('|')
    .map(unescape);
  const pool = readPool(app, environment, product);
  const knownRoute = member(routes, route);
  const knownTrigger = member(triggers, trigger);
  const knownMethod = member(methods, method);
  if (pool === null || knownRoute === null || knownTrigger === null || knownMethod === null) return null;
  if (tag === undefined || template === undefined || rest.length > 0) return null;
  return {
    pool,
    route: knownRoute,
    trigger: knownTrigger,
    tag: tag === '' ? null : tag,
    method: knownMethod,
    template,
  };
}

/** `null` for a text that is no such key. */
export function parsePolicySlotKey(key: string): PolicySlotId | null {
  const [app, environment, product, policy, enforcement, slot, ...rest] = key.split('|').map(unescape);
  const pool = readPool(app, environment, product);
  const knownEnforcement = member(enforcements, enforcement);
  if (pool === null || knownEnforcement === null || policy === undefined || rest.length > 0) return null;
  if (slot === undefined || !/^(\d|1[01])$/.test(slot)) return null;
  return { pool, policy, enforcement: knownEnforcement, slot: Number(slot) };
}

export function parsePoolKey(key: string): PoolId | null {
  const [app, environment, product, ...rest] = key.split('|').map(unescape);
  return rest.length > 0 ? null : readPool(app, environment, product);
}

/** `null` for a text that is no such key. */
export function parsePeopleKey(key: string): { pool: PoolId; route: Route } | null {
  const [app, environment, product, route, ...rest] = key.split('|').map(unescape);
  const pool = readPool(app, environment, product);
  const known = member(routes, route);
  return pool === null || known === null || rest.length > 0 ? null : { pool, route: known };
}

/** `null` for a text that is no such key. */
export function parseEndpointKey(key: string): Pick<SumId, 'pool' | 'method' | 'template'> | null {
  const [app, environment, product, method, template, ...rest] = key.split('|').map(unescape);
  const pool = readPool(app, environment, product);
  const known = member(methods, method);
  if (pool === null || known === null || template === undefined || rest.length > 0) return null;
  return { pool, method: known, template };
}

/** `null` for a text that is no such key. */
export function parseProblemKey(key: string): ProblemId | null {
  const [app, environment, product, header, kind, ...rest] = key.split('|').map(unescape);
  const pool = readPool(app, environment, product);
  const known = member(problemKinds, kind);
  return pool === null || header === undefined || known === null || rest.length > 0
    ? null
    : { pool, header, kind: known };
}

/** Whether a text is such a key, found out once for those that come again and again. */
function checkOf(parse: (key: string) => object | null): (key: string) => boolean {
  const known = new KnownTexts<boolean>(512, longestKey);
  return (key) => {
    let isKey = known.get(key);
    if (isKey === undefined) known.keep(key, (isKey = parse(key) !== null));
    return isKey;
  };
}

export const isPolicySlotKey = checkOf(parsePolicySlotKey);
export const isPoolKey = checkOf(parsePoolKey);
export const isPeopleKey = checkOf(parsePeopleKey);

function readPool(app?: string, environment?: string, product?: string): PoolId | null {
  const known: Product | null = member(products, product);
  if (app === undefined || environment === undefined || known === null) return null;
  return { app, environment, product: known };
}

function member<T extends string>(list: readonly T[], text: string | undefined): T | null {
  return list.find((known) => known === text) ?? null;
}
