import { everything } from '../../insights/choose';
import { methods, products, routes, triggers } from '../../model';
import { longestPeriodDays, type EndpointName, type EndpointsAsk } from './contract';
import { isPeriod } from '../pages/period';
import { BadRequest, oneOf, readAsk, record } from './read-ask';

/** Names are echoed into keys and compared, never stored; a real one is far shorter. */
const longestName = 500;

/** Throws `BadRequest` when the payload is not what the contract says. What is left out is the last day, all of it. */
export function readEndpointsAsk(payload: unknown, nowMs: number): EndpointsAsk {
  const { period = '24h', choice = everything, detail = null } = record(payload, 'The request');
  if (!isPeriod(period, nowMs)) {
    throw new BadRequest(
      `"period" must be 1h, 24h, 7d, 30d or { fromDay, toDay } of at most ${longestPeriodDays} past days.`,
    );
  }
  const { product, route, trigger } = record(choice, '"choice"');
  return {
    ...readAsk(payload),
    period,
    choice: {
      product: oneOf(product, products, 'choice.product'),
      route: oneOf(route, routes, 'choice.route'),
      trigger: oneOf(trigger, triggers, 'choice.trigger'),
    },
    detail: detail === null ? null : readName(detail),
  };
}

function readName(value: unknown): EndpointName {
  const { pool, method, template } = record(value, '"detail"');
  const { app, environment, product } = record(pool, '"detail.pool"');
  const knownMethod = oneOf(method, methods, 'detail.method');
  const knownProduct = oneOf(product, products, 'detail.pool.product');
  if (knownMethod === null || knownProduct === null)
    throw new BadRequest('"detail" needs a method and a pool with a product.');
  return {
    pool: {
      app: name(app, 'detail.pool.app'),
      environment: name(environment, 'detail.pool.environment'),
      product: knownProduct,
    },
    method: knownMethod,
    template: name(template, 'detail.template'),
  };
}

function name(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length > longestName)
    throw new BadRequest(`"${field}" must be a text of at most ${longestName} characters.`);
  return value;
}
