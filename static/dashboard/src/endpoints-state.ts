/** What the page of endpoints keeps in its address. */
import {
  products,
  routes,
  triggers,
  type Choice,
  type EndpointName,
  type EndpointView,
  type Period,
} from '../../../src/admin/contract/contract';

export interface EndpointsState {
  period: Period;
  choice: Choice;
  text: string;
  /** The endpoint whose panel is open. */
  open: EndpointName | null;
  zone: 'utc' | 'local';
}

export const namedPeriods = ['1h', '24h', '7d', '30d'] as const;

/** Whatever the address does not say, or says wrongly, is as on the bare page. */
export function readState(query: URLSearchParams): EndpointsState {
  const one = <T extends string>(list: readonly T[], name: string): T | null =>
    list.find((known) => known === query.get(name)) ?? null;
  const [fromDay, toDay] = [query.get('from'), query.get('to')];
  const own =
    fromDay !== null && toDay !== null && isDay(fromDay) && isDay(toDay) ? { fromDay, toDay } : null;
  return {
    period: own ?? one(namedPeriods, 'period') ?? '24h',
    choice: {
      product: one(products, 'product'),
      route: one(routes, 'route'),
      trigger: one(triggers, 'trigger'),
    },
    text: query.get('q') ?? '',
    open: readName(query.get('open')),
    zone: query.get('zone') === 'local' ? 'local' : 'utc',
  };
}

/** What to write into the address for these parts; the values of the bare page are left out of it. */
export function queryOf(state: Partial<EndpointsState>): Record<string, string | null> {
  const query: Record<string, string | null> = {};
  const { period, choice, text, open, zone } = state;
  if (period !== undefined) {
    const own = typeof period === 'object' ? period : null;
    query['period'] = typeof period === 'string' && period !== '24h' ? period : null;
    query['from'] = own?.fromDay ?? null;
    query['to'] = own?.toDay ?? null;
  }
  if (choice !== undefined) Object.assign(query, choice);
  if (text !== undefined) query['q'] = text === '' ? null : text;
  if (open !== undefined) query['open'] = open === null ? null : nameText(open);
  if (zone !== undefined) query['zone'] = zone === 'local' ? 'local' : null;
  return query;
}

export function nameOf({ pool, method, template }: EndpointView): EndpointName {
  return { pool, method, template };
}

export function nameText({ pool, method, template }: EndpointName): string {
  return JSON.stringify([pool.app, pool.environment, pool.product, method, template]);
}

const knownMethods: readonly EndpointName['method'][] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
];

function readName(text: string | null): EndpointName | null {
  try {
    return nameOfParts(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}

/** The endpoint of what `nameText` writes, read back. */
export function nameOfParts(parts: unknown): EndpointName | null {
  if (!Array.isArray(parts) || parts.length !== 5) return null;
  const [app, environment, wantedProduct, wantedMethod, template] = parts as unknown[];
  const product = products.find((known) => known === wantedProduct);
  const method = knownMethods.find((known) => known === wantedMethod);
  if (product === undefined || method === undefined) return null;
  if (typeof app !== 'string' || typeof environment !== 'string' || typeof template !== 'string') return null;
  return { pool: { app, environment, product }, method, template };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
