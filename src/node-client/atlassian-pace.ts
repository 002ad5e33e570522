import type { Product, Route } from '../model';
import { Pacer, type PaceHost } from '../pacing/pacer';
import { paceRules, type PaceOptions, type Work } from '../pacing/rules';
import type { SharedStore } from '../pacing/shared-blocks';
import type { AnyFetch, FetchedResponse } from './metered-fetch';
import { usualSleep, type PaceClock } from './pace';
import { isRepeatable } from './paced-fetch';
import { processTag } from './process-tag';
import { target } from '../calls/target';
import type { PriceOverrides } from '../costs/overrides';

export interface AtlassianPaceOptions extends PaceOptions, PaceClock {
  /** Where processes of this app tell each other what is closed, a Redis for example. Left out: each for itself. */
  shared?: SharedStore;
  /** Prices that were measured, as `priceOverrides` of the library makes them. Left out: the catalogue's. */
  prices?: PriceOverrides;
  /** From 0 to 1; left out: `Math.random`. */
  chance?: () => number;
}

/** Whose calls a paced client makes. */
export interface PacedClient {
  product: Product;
  /** How they are authenticated, for example `connect.jwt` or `oauth.3lo`. */
  route: Route;
  work: Work;
  /** Feature of the app, for its budget. */
  component?: string;
  /** The account that they are made for, for its budget; kept as a hash, in memory only. */
  person?: string;
  /** The caller's word that its POST and PATCH calls may be sent twice. */
  isSafe?: boolean;
  /**
   * Sends every call again that was refused with 429, POST and PATCH too: what was refused was not done. Left out: only those that
   * may be sent twice anyway.
   */
  resendsRefused?: boolean;
  /** What is left of the caller's time, milliseconds; left out: background work waits for as long as it takes. */
  leftMs?: () => number | null;
}

/** The pace that Jira and Confluence want of one app on one site. */
export interface AtlassianPace {
  /**
   * The same fetch, in its turn. Put it around a metered fetch, so that waiting is not measured as latency.
   * @throws TryLaterError from the fetch, when its turn comes after the caller's time
   */
  fetch: <Input, Init, Answer extends FetchedResponse>(
    fetch: AnyFetch<Input, Init, Answer>,
    client: PacedClient,
  ) => AnyFetch<Input, Init, Answer>;
  /** Waits by chance, up to `spreadMs`: for the start of a scheduled run. */
  spread: () => Promise<void>;
}

/** One for each site, shared by all clients of it, since they share its limits. */
export function atlassianPace({
  nowMs = Date.now,
  sleep = usualSleep,
  chance = Math.random,
  shared,
  prices,
  ...options
}: AtlassianPaceOptions = {}): AtlassianPace {
  const host: PaceHost = {
    nowMs,
    sleep,
    chance,
    tagOf: processTag,
    shared: shared ?? null,
    prices: () => prices,
  };
  const pacer = new Pacer(paceRules(options), host);
  return {
    spread: () => pacer.spread(null),
    fetch:
      (fetch, { product, route, work, component, person, isSafe = false, leftMs = () => null, ...client }) =>
      (input, init) => {
        const { method, url, signal, body: requestBody } = target(input, init);
        const asked = { product, method, path: url, requestBody, route, work, component: component ?? null };
        const whose = { person: person ?? null, isSafe, isRepeatable: isRepeatable(input, init) };
        return pacer.run({ ...asked, ...whose, ...client, signal }, leftMs, () => fetch(input, init));
      },
  };
}
