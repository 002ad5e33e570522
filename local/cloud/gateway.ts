/** What every way into the cloud needs: who calls, where it is booked, how an answer is written. */
import type { Account } from './account';
import type { Answers } from './answer';
import type { Backlog } from './backlog';
import type { Authentication } from './authentication';
import type { ConnectApps } from './connect';
import { reply, type CloudResponse } from './exchange';
import type { Limits } from './limits';
import type { OneStack } from './one-stack';
import type { Pools } from './pools';
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
}

/** A 401 carries no limits, and no app is charged for it. */
export function unauthorized(gateway: Gateway, why: string, nowMs: number): CloudResponse {
  return gateway.answers.write(reply(401, { code: 401, message: why }), [], nowMs);
}
