import type { Advice } from '../../insights/endpoints/advice-views';
import type { PoolRoutes } from '../../insights/routes/route-views';
import type { WhatIfView } from '../../insights/routes/what-if-views';
import type { Route } from '../../model';
import type { EndpointName } from '../../insights/endpoints/endpoint-views';

/** An endpoint whose calls can be given another route. */
export interface MovableEndpoint extends EndpointName {
  requests: number;
  /** The routes by which it is called now. */
  routes: Route[];
}

/** Moves in one question at most. */
export const mostMoves = 30;

export interface RoutingAnswer {
  readAtMs: number;
  fromMs: number;
  toMs: number;
  /** Fewer calls of a route than this are not compared. */
  leastCalls: number;
  pools: PoolRoutes[];
  /** Endpoints that can be given another route, most points first. */
  endpoints: MovableEndpoint[];
  whatIf: WhatIfView;
  /** In order of saving, fifteen at most. */
  advice: Advice[];
  /** Starts of the hours or days that storage could not give this time; their figures are missing, not zero. */
  missingMs: number[];
}
