import type { FigureBasisName, Period, SiteState } from './names';

const sitesOf = (n: number, shown: string): string => (n === 1 ? '1 site' : `${shown} sites`);

/** What the fleet's page says beyond the admin page, in English. Figures and times arrive formatted; a number beside its text decides the plural. */
export const en = {
  title: 'Points Gauge: fleet',
  pages: { label: 'Pages of the fleet', overview: 'All sites', sites: 'Sites' },
  noSuchPage: 'There is no such page.',
  lead: 'The hourly pool of the app, which all its sites share, as far as they are heard.',
  unreachable: {
    title: 'points-gauge fleet does not answer',
    body: 'It may have been stopped. Nothing was lost: start it again with the same folder or database, and it goes on.',
  },
  failed: 'The store did not answer',
  refused: 'That cannot be shown',
  empty: {
    title: 'No line of the gauge was found yet',
    items: [
      'A line is printed by sites whose app embeds a gauge that prints it, after their first metered call.',
      'It is read where the customer shares the logs with the app’s owner, some two minutes after it was printed.',
      'Is --environment the right one? A line of development is in no figure of production.',
    ],
  },
  pool: {
    title: (product: string) => `${product}, this hour`,
    all: (points: string, of: string) => `All sites together drew about ${points} of ${of} points this hour.`,
    some: (sites: number, shown: string, points: string, of: string) =>
      `${sites === 1 ? 'The one site heard' : `The ${shown} sites heard`} this hour drew about ${points} of ${of} points.`,
    none: 'No site has printed a line of this hour yet.',
    between: (low: string, high: string) => `Between ${low} and ${high}.`,
    othersUnknown: 'What the other sites draw is not known: the counter was seen too seldom to say.',
    counter: (left: string, at: string, site: string) =>
      `Atlassian’s counter at ${at}, seen by ${site}: ${left} left for all sites.`,
    beta: 'This limit is announced, not enforced.',
    silent: 'No site saw Atlassian’s counter in this hour: it speaks past about 80% use.',
    pace: (points: string, low: string, high: string, at: string) =>
      `If it goes on like this: about ${points} at ${at} (${low} to ${high}).`,
    wallAt: (at: string) => `On that line the pool is empty at ${at}.`,
    noPace: 'Too early in the hour to say where it ends.',
    publishedQuota: 'The quota is the published one of Tier 1: no answer of this hour named it.',
    walls: (n: number, shown: string) =>
      n === 0
        ? 'No hour at the wall in the last 14 days.'
        : n === 1
          ? '1 hour at the wall in the last 14 days.'
          : `${shown} hours at the wall in the last 14 days.`,
    asOf: (at: string) => `Lines up to ${at}`,
    gauge: {
      own: 'Sites heard, estimated',
      counted: 'The rest, by Atlassian’s counter',
      corrected: 'The rest, as earlier hours teach',
    },
    bases: {
      counter: (share: string) =>
        `${share} of it counted by Atlassian, the rest a guess for the minutes since`,
      scaled: () => 'Estimate, as Atlassian’s counter corrects it in busier hours of the last two weeks',
      estimate: () => 'Estimate of the gauges, uncorrected',
    } as Record<FigureBasisName, (share: string) => string>,
    figures: {
      share: 'Of the pool',
      estimate: 'Estimated by the gauges',
      requests: 'Requests',
      refused: 'Refused',
      sites: 'Sites with a line',
      walls: 'Hours at the wall, 14 days',
    },
    advice: {
      unknown: 'Nothing bounds the whole pool yet: watch the sites heard.',
      fine: 'Nothing to do.',
      watch: 'Put off what can wait, scheduled jobs of the largest sites first.',
      near: 'Over 80% is used. Hold back what can wait until the full hour.',
      exhausted: 'The pool is empty for every site until the full hour: retries before then are refused.',
      recovering: 'The last hour ran dry. Start waiting work again in small steps.',
    },
  },
  course: {
    title: 'The last 24 hours',
    subtitle: 'Points an hour of the sites heard, by route, as their gauges estimate them; hours in UTC',
    label: (name: string) => `Points an hour of ${name} in the last 24 hours, by route`,
    missing: 'Hour not read yet',
    missingHour: (hour: string) => `${hour}: its lines are not read yet. Its figures are missing, not zero.`,
    others: 'The rest, by Atlassian’s counter',
    othersHour: (points: string) =>
      `Beyond the estimate: about ${points}, of sites not heard or of prices that differ.`,
  },
  heat: {
    title: 'The last 14 days, hour by hour',
    subtitle: 'Estimated points; days and hours in UTC',
    label: (name: string) => `Points of ${name} by day and hour`,
  },
  drivers: {
    title: 'Who draws most in this hour',
    subtitle: 'A site’s calls of one endpoint by one route',
    none: 'No call in this hour yet.',
    others: 'other endpoints',
  },
  endpoints: {
    title: 'Most expensive endpoints of 24 hours',
    none: 'No call in these hours.',
    table: 'Endpoints of this site',
    siteTitle: 'Endpoints of the last 14 days',
    columns: {
      endpoint: 'Endpoint',
      route: 'Route',
      requests: 'Requests',
      points: 'Points',
      share: 'Share',
      refused: 'Refused',
    },
  },
  walls: {
    title: 'Hours at the wall',
    none: 'The pool did not run dry in the last 14 days, as far as they were read.',
    drawn: (points: string) => `${points} points drawn by all sites`,
    refused: (n: number, shown: string) =>
      n === 1 ? '1 call refused for it' : `${shown} calls refused for it`,
    more: (n: number, shown: string) => (n === 1 ? 'and 1 earlier hour' : `and ${shown} earlier hours`),
    unknown: 'Who drew is not known: no line of that hour was read.',
  },
  collection: {
    app: (app: string, environment: string) => `App ${app}, environment ${environment}.`,
    title: 'What these figures stand on',
    heard: (n: number, shown: string, day: string) =>
      `Heard of ${sitesOf(n, shown)}, of ${day} in the last day.`,
    blind:
      'Sites without a gauge that prints, and sites whose customer keeps the logs to itself, are in no site’s figure.',
    looked: (at: string) => `The newest lines were read at ${at}; it looks every two minutes.`,
    neverLooked: 'The newest lines are being read for the first time.',
    progress: 'Read of the last 14 days',
    whole: 'The last 14 days are read.',
    coming: (hours: string, at: string) =>
      `${hours} hours of the past are still to be read, newest first; as fast as in the last minutes it is done at ${at}.`,
    comingUnknown: (hours: string) =>
      `${hours} hours of the past are still to be read, newest first; how long it takes is not known yet.`,
    trouble: 'At the moment the logs cannot be read',
    versions: (list: string) => `Gauges of the last day: ${list}.`,
    version: (version: string, sites: number, shown: string) => `${version} on ${sitesOf(sites, shown)}`,
    unknownVersion: 'unknown version',
  },
  sites: {
    title: 'Sites',
    lead: (n: number, shown: string) =>
      `${sitesOf(n, shown)} heard of; their gauges’ own estimates, uncorrected.`,
    table: 'Sites',
    none: 'No site was heard of yet.',
    noneFound: 'No site is like this.',
    search: 'Find a site',
    period: 'Period',
    periods: {
      hour: 'This hour',
      day: '24 hours',
      twoWeeks: '14 days',
      month: '30 days',
    } satisfies Record<Period, string>,
    state: 'Lines',
    anyState: 'Any',
    edition: 'Edition',
    anyEdition: 'Any',
    states: { now: 'In this hour', day: 'In the last day', silent: 'Silent' } satisfies Record<
      SiteState,
      string
    >,
    silent: (day: string) => `Silent since ${day}: at rest, removed, or its logs are no longer shared`,
    notOfThisHour: 'No line of this hour',
    columns: {
      site: 'Site',
      share: 'Share',
      points: 'Points',
      requests: 'Requests',
      refused: 'Refused',
      edition: 'Edition, users',
      peak: 'Peak hour (UTC), 30 days',
      tier2: 'Tier 2 would give',
      gauge: 'Gauge',
      heard: 'Heard, of 24 hours',
    },
    editions: { free: 'Free', standard: 'Standard', premium: 'Premium', enterprise: 'Enterprise' },
    unknown: 'not known',
    users: (n: number, shown: string) => (n === 1 ? '1 user' : `${shown} users`),
    notStated: 'users not stated',
    byLogs: 'by the logs',
    peakShare: (share: string) => `its peak is ${share} of it`,
    export: 'Export as CSV',
  },
  site: {
    back: 'All sites of the app',
    share: 'Points, 14 days',
    peak: 'Peak hour, 30 days',
    tier2: 'Tier 2 would give, an hour',
    tier2Unknown:
      'needs the edition and the number of users, which an administrator of the site states in Settings',
    edition: 'Edition, users',
    gauge: 'Gauge',
    app: 'App version',
    licence: 'Licence',
    seen: 'Heard of',
    seenBetween: (first: string, last: string) => `${first} to ${last}`,
    heard: (hours: string) => `lines of ${hours} of the last 24 hours`,
    facts: 'This site',
    course: 'The last 24 hours of this site',
    unnamed: 'No line that was read names the address of this site.',
  },
};

export type FleetText = typeof en;
