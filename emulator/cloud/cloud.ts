/**
 * An Atlassian Cloud to develop and test against: Jira and Confluence with believable data, their three rate limits, their
 * headers, and an account of what was really charged. It shares no code with the gauge: where both agree, two readings of
 * the documentation agree. Nothing here opens a socket or waits; time comes from the clock alone.
 */
/** `/__cloud/token`: a token for any app and person, for clients that are not written in JavaScript. */
import { realClock } from '../clock';
import { Account } from './account';
import { readAddress } from './address';
import { Answers } from './answer';
import { Authentication } from './authentication';
import { Backlog } from './backlog';
import { checkOptions } from './check-options';
import { ConnectApps } from './connect';
import { type CloudRequest, type CloudResponse, jiraError, reply, type Reply } from './exchange';
import type { Gateway } from './gateway';
import { handleGraphql } from './graphql-gateway';
import { findSite } from './origin';
import { crossOriginHeaders, preflight } from './cross-origin';
import { handleResources } from './accessible-resources';
import { Licenses } from './license';
import { handleLicense } from './license-gateway';
import { Limits } from './limits';
import { Features } from './features';
import { Faults } from './own/faults';
import { Oddities } from './own/oddities';
import { createRoutes } from './own/routes';
import { OneStack } from './one-stack';
import { Owner } from './owner/owner';
import type { OwnerPort } from './owner/owner-options';
import type { CloudOptions } from './cloud-options';
import { defaultSites } from './options';
import { Pools } from './pools';
import { measuredCosts } from './prices';
import { handleProduct } from './product-gateway';
import { Site } from './world/site';
import { routes } from '../../src/model';
import { actsAsApp, emulatorToken } from './principal';

/** @param query `app`, and where wanted `environment`, `route`, `account` and `feature` */
function newToken(query: URLSearchParams): Reply {
  const appId = query.get('app') ?? '';
  const named = query.get('route') ?? 'forge.asApp';
  const route = routes.find((one) => one === named);
  if (appId === '') return jiraError(400, 'app is missing: /__cloud/token?app=any-name');
  if (route === undefined) return jiraError(400, `route "${named}": there are ${routes.join(', ')}`);
  const accountId = query.get('account');
  if (accountId === null && route !== 'anonymous' && !actsAsApp({ route, accountId }))
    return jiraError(400, `route "${route}" acts for a person: add &account= and an accountId of the site`);
  const feature = query.get('feature');
  const token = emulatorToken({
    ...{ appId, route, environment: query.get('environment') ?? 'PRODUCTION' },
    ...(accountId === null ? {} : { accountId }),
    ...(feature === null ? {} : { feature }),
  });
  return reply(200, { token, authorization: `Bearer ${token}` });
}

export interface Cloud {
  /** Answers one request at the clock's present time. Nothing that a caller sends makes it throw. */
  handle(request: CloudRequest): CloudResponse;
  /** What was really charged. */
  readonly account: Pick<Account, 'snapshot' | 'journal'>;
  /**
   * Books to the feature what is called while `work` runs, so that a test can say what it may cost. One at a time; calls that
   * run side by side say what they are for by their token (`emulatorToken({ …, feature })`) or by the header
   * `X-Points-Gauge-Feature`.
   */
  feature<T>(name: string, work: () => T | Promise<T>): Promise<T>;
  readonly sites: readonly Site[];
  /** Takes what apps print, for the App logs API; `null` where the owner's APIs are not served. */
  readonly owner: OwnerPort | null;
}

/** @throws when the options contradict themselves; the message names the field. */
export function createCloud(options: CloudOptions = {}): Cloud {
  const { clock = realClock, seed = 1, apps = [], flags = [], people = [] } = options;
  const named = options.sites ?? defaultSites;
  checkOptions(options, named);
  const sites = named.map((site) => new Site({ people, ...site }, seed, options.legacySearch));
  const pools = new Pools(apps, options.environments ?? 'shared', options.anyApp);
  pools.moveTo(clock.now());
  const byCloudId = new Map(sites.map((site) => [site.cloudId, site]));
  const owner =
    options.owner === undefined
      ? null
      : new Owner(options.owner, seed, (cloudId) => capitalised(byCloudId.get(cloudId)?.edition));
  const account = new Account(
    pools,
    () => clock.now(),
    options.journal ?? false,
    owner === null
      ? undefined
      : (call) => {
          owner.bookCall(call);
        },
  );
  const answers = new Answers(seed, options.latencyMs ?? 0);
  const connectApps = new ConnectApps(apps);
  const oddities = new Oddities(flags);
  const features = new Features();
  const vanishes = options.policyAtZero === 'absent' || oddities.has('policy-absent-at-zero');
  const gateway: Gateway = {
    sites,
    byCloudId,
    authentication: new Authentication(connectApps),
    connectApps,
    pools,
    limits: new Limits(vanishes ? 'absent' : 'present'),
    account,
    answers,
    hiddenCosts: options.hiddenCosts ?? measuredCosts,
    backlog: new Backlog(answers),
    oneStack: new OneStack(answers),
    licenses: new Licenses(answers, apps),
    routes: createRoutes(options.endpoints ?? [], options.fixtures ?? [], account),
    faults: new Faults(seed, options.faults ?? []),
    oddities,
    features,
    owner,
  };
  return {
    handle: (request) => handle(gateway, request, clock.now()),
    feature: (name, work) => features.during(name, work),
    account,
    sites,
    owner,
  };
}

function handle(gateway: Gateway, request: CloudRequest, nowMs: number): CloudResponse {
  const allowed = preflight(request);
  const answer =
    allowed === null ? handleAt(gateway, request, nowMs) : gateway.answers.write(allowed, [], nowMs);
  answer.headers.push(...crossOriginHeaders(request));
  return answer;
}

function handleAt(gateway: Gateway, request: CloudRequest, nowMs: number): CloudResponse {
  const address = readAddress(request.url);
  switch (address.kind) {
    case 'product':
      return handleProduct(gateway, request, address, nowMs);
    case 'backlog':
      return gateway.backlog.handle(request, address.path, address.query, nowMs);
    case 'oneStack':
      return gateway.oneStack.handle(request, address.path, nowMs);
    case 'graphql':
      return handleGraphql(gateway, request, nowMs);
    case 'token': {
      const names = gateway.sites.map(({ name }) => name);
      const answer = gateway.connectApps.impersonate(new URLSearchParams(request.body ?? ''), names, nowMs);
      return gateway.answers.write(reply('error' in answer ? 400 : 200, answer), [], nowMs);
    }
    case 'resources':
      return handleResources(gateway, request, nowMs);
    case 'tenantInfo': {
      const site = findSite(gateway.sites, address.site, request);
      const answer = site === undefined ? jiraError(404, 'No site of this cloud has this name') : null;
      return gateway.answers.write(answer ?? reply(200, { cloudId: site?.cloudId }), [], nowMs);
    }
    case 'license':
      return handleLicense(gateway, request, address, nowMs);
    case 'account':
      return gateway.answers.write(reply(200, gateway.account.snapshot()), [], nowMs);
    case 'appLogs': {
      const off = 'The owner’s APIs are not served: start the emulator with the option `owner`';
      const { owner } = gateway;
      const answer =
        owner === null ? jiraError(404, off) : owner.answerLogs(request, address.app, address.query, nowMs);
      return gateway.answers.write(answer, [], nowMs);
    }
    case 'newToken':
      return gateway.answers.write(newToken(address.query), [], nowMs);
    case 'nowhere': {
      const message = `Nothing of the emulator is at ${address.path}. Jira is at /rest/… and Confluence at /wiki/… of the first site, at /site/{name}/… of any, and at /ex/jira/{cloudId}/rest/… and /ex/confluence/{cloudId}/wiki/… as on api.atlassian.com; Backlog at /backlog/api/v2/…, One Stack at /onestack/…`;
      return gateway.answers.write(jiraError(404, message), [], nowMs);
    }
  }
}

/** The logs of an app name a site's edition with a capital. */
function capitalised(edition: string | undefined): string | undefined {
  return edition === undefined ? undefined : edition.charAt(0).toUpperCase() + edition.slice(1);
}
