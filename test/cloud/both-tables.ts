/** One call as the gauge prices it and as the emulator charges it: two tables that share no code. */
import { observe } from '../../src/calls/observe';
import { seenInReport } from '../../src/protocol/seen-in-report';
import type { Observation, Product, Route } from '../../src/model';
import { meteredFetch } from '../../src/node-client/metered-fetch';
import type { WireCall } from '../../src/protocol/wire';
import { chargedPoints, type OpenCloud } from './open-cloud';

export interface Compared {
  endpoint: string;
  status: number;
  seen: Observation['points'];
  charged: number;
}

/** A client whose calls the gauge sees one by one, each with a reporter of its own: which is reported first is not the question. */
export function watched(product: Product, route: Route = 'oauth.3lo') {
  const calls: WireCall[] = [];
  const settlers: (() => void)[] = [];
  let made = 0;
  const send = (...call: Parameters<typeof fetch>): Promise<Response> => {
    const n = made++;
    const reporter = {
      report: (seen: WireCall) => (calls[n] = seen),
      beforeFlush: (settle: () => void) => settlers.push(settle),
    };
    return meteredFetch(fetch, { product, route, reporter })(...call);
  };
  const account = { app: 'own', environment: 'PRODUCTION', overrides: undefined };
  const observed = (): Observation[] => {
    for (const settle of settlers) settle();
    return calls.map((call) => observe(seenInReport(call), account));
  };
  return { send, observed };
}

export interface Asked {
  endpoint: string;
  method: string;
  url: string;
  authorization: string | null;
  json?: unknown;
}

/** What both say of each call, its body read. */
export async function both(
  cloud: OpenCloud,
  product: Product,
  asked: readonly Asked[],
  route?: Route,
): Promise<Compared[]> {
  const { send, observed } = watched(product, route);
  const charged: number[] = [];
  const statuses: number[] = [];
  for (const { method, url, authorization, json } of asked) {
    const before = chargedPoints(cloud);
    const answer = await send(url, {
      method,
      headers: {
        ...(authorization === null ? {} : { Authorization: authorization }),
        'Content-Type': 'application/json',
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    await answer.text();
    statuses.push(answer.status);
    charged.push(chargedPoints(cloud) - before);
  }
  return observed().map(({ points }, n) => ({
    endpoint: asked[n]!.endpoint,
    status: statuses[n]!,
    seen: points,
    charged: charged[n]!,
  }));
}
