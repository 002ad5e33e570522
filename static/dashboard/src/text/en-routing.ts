import type { BreakKind, CostBudget, RouteAdvice } from '../../../../src/admin/contract';
import { enExperiment } from './en-experiment';

/** The part of the catalogue for the subpage Routing. */
export const enRouting = {
  experiment: enExperiment,
  subtitle: (from: string, to: string) => `From ${from} to ${to} UTC`,
  period: 'Period',
  periods: { '24h': 'Last 24 hours', '7d': 'Last 7 days' },
  compare: {
    title: (pool: string) => `Routes into ${pool}`,
    n: (requests: string, points: string) => `n = ${requests} requests, ${points} points charged`,
    tooFew: (least: string) =>
      `Too few calls to compare: it takes two routes with at least ${least} calls each. The figures are shown without a ranking.`,
    none: 'No call in this period.',
    table: (pool: string) => `Table of routes into ${pool}`,
    columns: {
      route: 'Route',
      charged: 'Charged',
      budget: 'Cost budget',
      requests: 'Requests (n)',
      points: 'Points',
      share: 'Share',
      throttles: '429s',
      p50: 'p50',
      p95: 'p95',
      people: 'Users',
      peak: 'Busiest second',
    },
    yes: 'Yes',
    no: (worth: string) => `No, worth ${worth}`,
    atLeast: (calls: string) => `≥ ${calls}`,
    about: (people: string) => `about ${people}`,
    notKnown: 'not known',
    peakHint: 'Busiest second: calls in one budget context as one process saw them, so at least so many.',
  },
  budgets: {
    User: 'User',
    App: 'App',
    'App + user': 'App + user',
    Anonymous: 'Anonymous',
  } satisfies Record<CostBudget, string>,
  whatIf: {
    title: 'What if a person’s reads went by the bridge?',
    saves: (points: string, calls: string) =>
      `About ${points} points a day less; ${calls} calls of this period would move.`,
    nothing: 'No call of this period could move: no person’s read goes through the back end.',
    before: 'Now',
    after: 'Then',
    load: (calls: string) => `${calls} calls a second`,
    each: (calls: string, contexts: string) => `${calls} on each of ${contexts}`,
    eachUnknown: 'users not told apart',
    breaks: {
      noPerson: 'Background work has no user: it stays where it is.',
      notOnBridge: 'The bridge calls Jira and Confluence only: it stays where it is.',
      notOurs: 'Not a call of this Forge app: it stays where it is.',
      seesLess:
        'The user sees what the user may see, which may be less than the app; the bridge has no asApp.',
      seesMore: 'The app sees what the user may not: it has to check permissions itself.',
    } satisfies Record<BreakKind, string>,
    breakLine: (call: string, n: string, why: string) => `${call} (n = ${n}): ${why}`,
  },
  advice: {
    title: 'What to change',
    subtitle: 'Largest saving first; each saving is the most that these calls cost.',
    none: 'Nothing stands out: too few calls, or none that another way would make cheaper.',
    saves: (points: string) => `up to ${points} points a day`,
    noSaving: 'no points saved',
    n: (calls: string) => `n = ${calls}`,
    kinds: {
      bridge: {
        name: 'Read it from the page, through the bridge',
        rule: 'A person’s action set it going, it only reads, and the back end made it.',
        check: 'Compare the answers of asApp and the bridge, for a person who may see little.',
      },
      cache: {
        name: 'Keep the answer for some minutes',
        rule: 'The same address was read more than 12 times an hour by pages, for each user where asUser.',
        check: 'Ask how old the answer may be, then compare requests a day before and after.',
      },
      bulk: {
        name: 'Read many at once',
        rule: 'Single reads of one object, which a bulk call replaces.',
        check: 'Compare points a day of both endpoints before and after.',
      },
      identity: {
        name: 'Ask for fewer people and permissions',
        rule: 'Users, groups and permissions cost two points each, and this is over a tenth of all points.',
        check: 'Look at who reads the list: often a count or a few fields would do.',
      },
      webhook: {
        name: 'Let an event tell you instead of asking',
        rule: 'A schedule reads it, whether it changed or not.',
        check: 'Count how many of the reads found something new.',
      },
      otherHour: {
        name: 'Move scheduled work out of the busiest hour, or spread it',
        rule: 'Scheduled work made over a quarter of the busiest hour, and other hours are less than half as full.',
        check: 'Look at the hours of the overview after the change.',
      },
      rovoMcp: {
        name: 'Rovo MCP, if these reads feed an AI feature',
        rule: 'People’s reads, and no header has proven Tier 2. Atlassian names Rovo MCP for real-time data and AI.',
        check: 'Only the app’s developers know what the reads are for.',
      },
    } satisfies Record<RouteAdvice['kind'], { name: string; rule: string; check: string }>,
    rule: 'Rule:',
    checkIt: 'How to check:',
    bulk: (single: string, objects: string, together: string, template: string) =>
      `One read costs ${single}; ${template} with ${objects} objects costs ${together}.`,
    hour: (at: string, points: string, scheduled: string) =>
      `${at}: ${points} points, ${scheduled} of them scheduled.`,
  },
};
