import { methods, products, routes } from '../../model';
import type { Ask } from './contract';
import { BadRequest, oneOf, readAsk, record } from './read-ask';
import { mostMoves, type RouteMove, type WhatIfChoice } from './routing-views';

export interface RoutingAsk extends Ask {
  period: '24h' | '7d';
  whatIf: WhatIfChoice;
}

const longestName = 500;

/** Throws `BadRequest` when the payload is not what the contract says. What is left out is the last day, the cheapest way. */
export function readRoutingAsk(payload: unknown): RoutingAsk {
  const { period, whatIf = 'cheapest' } = record(payload, 'The request');
  const choice: unknown = whatIf;
  return {
    ...readAsk(payload),
    period: oneOf(period, ['24h', '7d'] as const, 'period') ?? '24h',
    whatIf: choice === 'cheapest' ? choice : readMoves(choice),
  };
}

function readMoves(value: unknown): RouteMove[] {
  if (!Array.isArray(value) || value.length > mostMoves)
    throw new BadRequest(`"whatIf" must be "cheapest" or a list of at most ${mostMoves} moves.`);
  return (value as unknown[]).map((one) => {
    const { pool, method, template, to } = record(one, 'Each move');
    const { app, environment, product } = record(pool, '"pool" of a move');
    const known = {
      product: oneOf(product, products, 'pool.product'),
      method: oneOf(method, methods, 'method'),
      to: oneOf(to, routes, 'to'),
    };
    if (known.product === null || known.method === null || known.to === null)
      throw new BadRequest('Each move needs "pool", "method", "template" and "to".');
    return {
      pool: { app: text(app), environment: text(environment), product: known.product },
      method: known.method,
      template: text(template),
      to: known.to,
    };
  });
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value.length > longestName)
    throw new BadRequest(`The names of a move must be texts of at most ${longestName} characters.`);
  return value;
}
