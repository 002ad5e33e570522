/** What every way into the cloud needs: who calls, where it is booked, how an answer is written. */
import type { Account } from './account';
import type { Answers } from './answer';
import type { Backlog } from './backlog';
import type { Authentication } from './authentication';
import type { ConnectApps } from './connect';
import { reply, type CloudRequest, type CloudResponse } from './exchange';
import { featureHeader, type Features } from './features';
import type { Licenses } from './license';
import type { Limits } from './limits';
import type { OneStack } from './one-stack';
import type { Faults } from './own/faults';
import type { Oddities } from './own/oddities';
import type { Routes } from './own/routes';
import type { Owner } from './owner/owner';
import type { Pools } from './pools';
import { longestFeature, type Principal } from './principal';
import type { HiddenCosts } from './prices';
import type { Site } from './world/site';

export interface Gateway {
  sites: readonly Site[];
  byCloudId: ReadonlyMap<string, Site>;
  authentication: Authentication;
  connectApps: ConnectApps;
  pools: Pools;
  limits: Limits;
  account: Account;
  answers: Answers;
  hiddenCosts: HiddenCosts;
  backlog: Backlog;
  oneStack: OneStack;
  licenses: Licenses;
  routes: Routes;
  faults: Faults;
  oddities: Oddities;
  features: Features;
  /** `null`: the owner's APIs are not served. */
  owner: Owner | null;
}

/** What a call is for: as its header says, else its token, else the scope that is open. */
export function featureOf(gateway: Gateway, request: CloudRequest, principal: Principal): string | null {
  const named = request.headers[featureHeader]?.slice(0, longestFeature);
  return named ?? principal.feature ?? gateway.features.open;
}

/** A 401 carries no limits, and no app is charged for it. */
export function unauthorized(gateway: Gateway, why: string, nowMs: number): CloudResponse {
  return gateway.answers.write(reply(401, { code: 401, message: why }), [], nowMs);
}
