import type {
  AnswerError,
  EndpointView,
  HourCell,
  PageName,
  RefusalGroup,
} from '../../../../src/admin/contract/contract';
import { enAdminLog } from './en-admin-log';
import { enBooks } from './en-books';
import { enCheck } from './en-check';
import { enCoverage } from './en-coverage';
import { enEndpoints } from './en-endpoints';
import { enHeat } from './en-heat';
import { enLimits } from './en-limits';
import { enPool } from './en-pool';
import { enRecord } from './en-record';
import { enPrices } from './en-prices';
import { enReports } from './en-reports';
import { enRouting } from './en-routing';
import { enSettings } from './en-settings';
import { enSources } from './en-sources';
import { enVerdict } from './en-verdict';
import { enWarnings } from './en-warnings';
import { enWorkItem } from './en-work-item';

type Route = HourCell['route'];
type Basis = keyof EndpointView['bases'];

/** Every word of the page, in English. Figures and times arrive formatted; a number beside its text decides the plural. */
export const en = {
  pages: {
    overview: 'API points',
    endpoints: 'Endpoints',
    routing: 'Routing',
    limits: 'Limits',
    reports: 'Reports',
    settings: 'Settings',
  } satisfies Record<PageName, string>,
  /** Where the page has to draw its own navigation. The names are those that the product's sidebar has. */
  pageBar: { label: 'Pages of Points Gauge', overview: 'Overview' },
  noSuchPage: 'There is no such page.',
  backToOverview: 'Back to the overview',
  ...enPool,
  verdict: enVerdict,
  ...enWarnings,
  ...enWorkItem,
  adminLog: enAdminLog,
  ...enCheck,
  ...enCoverage,
  reports: enReports,
  ...enRecord,
  routing: enRouting,
  showAll: (n: string) => `Show all ${n}`,
  unknownFigure: 'unknown',
  day: {
    title: 'The last 24 hours',
    subtitle: 'Points an hour by route, hours in UTC',
    chart: (pool: string) => `Points an hour of ${pool} in the last 24 hours, by route`,
    keys: 'Arrow keys walk the hours.',
    showTable: 'Show as table',
    showChart: 'Show as chart',
    pools: 'Pool',
    limit: (quota: string) => `Limit ${quota}`,
    near: '80%',
    offScale: (quota: string) => `The limit of ${quota} lies above this scale.`,
    now: 'now',
    throttled: 'Calls refused with 429',
    missing: 'Hour could not be read',
    others: 'Others, by Atlassian’s counter',
    columns: {
      hour: 'Hour (UTC)',
      requests: 'Requests',
      points: 'Points',
      range: 'Range',
      throttles: '429s',
    },
    hour: {
      missing: (hour: string) =>
        `${hour}: storage could not give this hour. Its figures are missing, not zero.`,
      empty: (hour: string) => `${hour}: no call.`,
      spent: (hour: string, points: string, requests: string) =>
        `${hour}: ${points} points in ${requests} requests.`,
      soFar: (hour: string, points: string, requests: string) =>
        `${hour}, so far: ${points} points in ${requests} requests.`,
      range: (low: string, high: string) => `Between ${low} and ${high}.`,
      routes: (list: string) => `By route: ${list}.`,
      reading: (used: string, at: string) => `Atlassian’s counter stood at ${used} points at ${at}.`,
      others: (points: string) => `Others, or calls not metered here: about ${points}.`,
      throttles: (n: number, shown: string) =>
        n === 1 ? '1 call was refused.' : `${shown} calls were refused.`,
    },
  },
  routes: {
    'forge.asApp': 'asApp',
    'forge.asUser': 'asUser',
    'forge.asUserOffline': 'asUser offline',
    'forge.bridge': 'Browser bridge',
    'forge.remote': 'Forge Remote',
    'connect.jwt': 'Connect JWT',
    'connect.impersonation': 'Connect as user',
    'connect.apRequest': 'AP.request',
    'oauth.3lo': 'OAuth 3LO',
    apiToken: 'API token',
    anonymous: 'Anonymous',
  } satisfies Record<Route, string>,
  products: {
    jira: 'Jira',
    confluence: 'Confluence',
    bitbucket: 'Bitbucket',
    graphql: 'GraphQL',
    backlog: 'Backlog',
    oneStack: 'One Stack',
  },
  bases: {
    header: 'Header',
    measured: 'Measured',
    documented: 'Documented',
    assumed: 'Assumed',
  } satisfies Record<Basis, string>,
  top: { title: 'Most expensive endpoints', all: 'All endpoints', none: 'No call in these hours.' },
  throttles: {
    title: 'Refused calls of the last 24 hours',
    none: 'No call was refused.',
    line: (call: string, route: string, why: string) => `${call} as ${route}: ${why}`,
    refusedBy: (limit: string) => `refused by ${limit}`,
    servedDespite: (limit: string) => `served; once enforced, refused by ${limit}`,
    refused: (n: number, calls: string, limit: string) =>
      `${n === 1 ? '1 call' : `${calls} calls`} refused by ${limit}`,
    served: (n: number, calls: string, limit: string) =>
      `${n === 1 ? '1 call' : `${calls} calls`} served; once enforced, refused by ${limit}`,
    last: (at: string) => `, last ${at}`,
    retry: (at: string) => ` Next try from ${at} on.`,
    further: (n: number, calls: string) => (n === 1 ? 'And 1 further call.' : `And ${calls} further calls.`),
    reasons: {
      quotaGlobal: 'the hourly quota of all sites',
      quotaTenant: 'the hourly quota of this site',
      burst: 'the burst limit',
      perIssueWrite: 'the write limit of one issue',
      costBudget: 'a cost budget',
      concurrency: 'the concurrency limit',
      gateway: 'the gateway',
      other: 'an unnamed limit',
    } satisfies Record<RefusalGroup['reason'], string>,
  },
  blind: {
    title: 'What this page cannot see',
    items: [
      'What the app spends on other sites: nothing in Forge storage crosses from one site to another.',
      'Other apps: each has a pool of its own.',
      'Calls of this app that go around the meter.',
      'The share of other sites below 80%: Atlassian’s headers are silent until then.',
    ],
  },
  ...enBooks,
  ...enEndpoints,
  ...enHeat,
  ...enLimits,
  ...enPrices,
  ...enSettings,
  ...enSources,
  metering: {
    off: 'Metering is off: calls are not written down. Turn it on in Settings.',
    offByEnvironment:
      'Metering is switched off by an environment variable of the app: calls are not written down.',
  },
  totalsOnly: {
    title: 'Totals only',
    body: 'The product could not say who is asking, so endpoints, refusals and settings stay closed. Try again later.',
    poolBody: (at: string) =>
      `The app has used up its pool of API points, so the product does not answer who is asking. Endpoints, refusals and settings stay closed until ${at}; whoever was seen as an administrator in the last four days sees them now.`,
    closed: 'Not shown: only totals are open now.',
  },
  empty: {
    title: 'Nothing is recorded yet',
    ownOnly: [
      'To measure an app, embed the gauge in it or let its back end report here.',
      'To see the gauge’s own calls, turn the probe on in Settings; it says what that costs first.',
    ],
    embedded: [
      'Use the app once: the first metered call shows up here within a minute.',
      'If nothing comes, check that the handlers are wrapped with the gauge and that metering is on.',
    ],
    settings: 'Open Settings',
  },
  loading: 'Loading',
  readAt: (time: string) => `Read at ${time}`,
  everyHalfMinute: 'refreshed every 30 s',
  refresh: 'Refresh',
  stale: (time: string) => `Could not refresh; the figures are those of ${time}.`,
  retry: 'Try again',
  retryFrom: (time: string) => `Try again from ${time} on.`,
  errors: {
    notAdmin: {
      title: 'Only administrators can open this page',
      body: 'Ask an administrator of this site to open it, or to make you one.',
    },
    cannotVerify: {
      title: 'Nobody can be let in right now',
      body: 'The product did not say whether you are an administrator.',
    },
    poolEmpty: {
      title: 'The app’s pool of API points is empty',
      body: 'The product answers none of the app’s questions until the pool is filled again, so also not whether you are an administrator. Whoever was seen as one in the last four days still sees all figures; whatever changes something waits for the product. Nothing was changed.',
    },
    changedMeanwhile: {
      title: 'Changed meanwhile',
      body: 'Another administrator changed this at the same time. Nothing of your change was saved. The page now shows what holds; look at it, then change it again.',
    },
    badRequest: {
      title: 'The app did not understand the request',
      body: 'Reload the page; it may be older than the app.',
    },
    storage: { title: 'Storage did not answer', body: 'Nothing was lost.' },
    cannotDo: { title: 'That could not be done', body: 'Nothing was changed.' },
    internal: {
      title: 'Something went wrong in the app',
      body: 'The figures could not be read. The metering goes on.',
    },
  } satisfies Record<AnswerError['code'], { title: string; body: string }>,
  unreachable: 'The app did not answer.',
  unreachableBody:
    'Nothing was lost. If Atlassian asked whether the app may act for you, say yes there, then try again.',
  strangeAnswer: 'The answer is not one that this page understands. Reload the page.',
};

export type Text = typeof en;
