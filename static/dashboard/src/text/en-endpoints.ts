import type { Advice } from '../../../../src/admin/contract';

/** The part of the catalogue for the subpage Endpoints. */
export const enEndpoints = {
  endpoints: {
    table: 'Table of endpoints',
    subtitle: (from: string, to: string, zone: string) => `From ${from} to ${to} ${zone}`,
    utc: 'UTC',
    local: 'local time',
    zone: 'Times',
    period: 'Period',
    periods: { '1h': 'This hour', '24h': '24 h', '7d': '7 days', '30d': '30 days' },
    own: 'Own period',
    from: 'From (UTC day)',
    to: 'To (UTC day)',
    apply: 'Show',
    badPeriod: (days: string) => `Choose up to ${days} days, the first before the last, none in the future.`,
    product: 'Product',
    route: 'Route',
    trigger: 'Trigger',
    all: 'All',
    triggers: {
      person: 'A person',
      schedule: 'A schedule',
      event: 'An event',
      external: 'An external system',
      unknown: 'Not known',
    },
    filter: 'Filter by method, path, product or route',
    shown: (n: string, all: string) => `${n} of ${all} endpoints`,
    showRanges: 'Show ranges',
    hideRanges: 'Hide ranges',
    none: 'No endpoint matches the filter.',
    folded: (n: number, shown: string) =>
      n === 1
        ? 'About 1 endpoint of small cost is summed up as {other}: there was no room for it by itself.'
        : `About ${shown} endpoints of small cost are summed up as {other}: there was no room for each by itself.`,
    missing: (n: number, shown: string) =>
      n === 1
        ? 'Storage could not give 1 part of this period; its figures are missing, not zero.'
        : `Storage could not give ${shown} parts of this period; their figures are missing, not zero.`,
    columns: {
      endpoint: 'Endpoint',
      requests: 'Requests',
      points: 'Points',
      each: 'Points a request',
      share: 'Share',
      throttles: '429s',
      p50: 'p50',
      p95: 'p95',
      basis: 'Basis',
      trend: 'Trend',
    },
    atMost: (ms: string) => `≤ ${ms}`,
    details: 'Details',
    detailsOf: (name: string) => `Details of ${name}`,
    trend: {
      rising: (share: string) => `up ${share}`,
      falling: (share: string) => `down ${share}`,
      steady: 'steady',
      unknown: 'too few figures',
    },
    rows: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
    previous: 'Previous',
    next: 'Next',
    pager: 'Pages of the table',
  },
  detail: {
    close: 'Close',
    chart: (name: string) => `Points of ${name} over the period`,
    course: { hour: 'Points an hour', day: 'Points a day' },
    when: 'When',
    step: (when: string, points: string) => `${when}: ${points} points.`,
    stepMissing: (when: string) => `${when}: could not be read; missing, not zero.`,
    noCalls: 'None of the chosen calls went to this endpoint in this period.',
    advice: 'What would save points',
    noAdvice: 'Nothing in these calls suggests a change.',
    advices: {
      bridge: (calls: string) =>
        `Move the reads that a person waits for to the browser bridge, which is not charged (${calls} calls).`,
      webhook: (calls: string) =>
        `Let an event tell of changes instead of asking on a schedule (${calls} calls).`,
      fewerObjects: (calls: string) =>
        `Ask for fewer objects: a smaller page, or only what changed (${calls} calls). Each call costs a point anyway.`,
      spread: (calls: string) => `Spread the calls out: ${calls} were refused.`,
      askFirst: (calls: string) =>
        `Find out why ${calls} calls were answered with a 4xx: each costs a point and brings nothing.`,
    } satisfies Record<Advice['kind'], (calls: string) => string>,
    saves: (points: string) => `Saves up to about ${points} points a day.`,
    callers: 'Who calls, and why',
    columns: { route: 'Route', trigger: 'Trigger', tag: 'Feature', requests: 'Requests', points: 'Points' },
    noTag: 'none named',
    answers: 'How it was answered',
    statuses: {
      none: 'no answer',
      '1': '1xx',
      '2': '2xx',
      '3': '3xx',
      '4': '4xx',
      '5': '5xx',
    },
    beta: 'served; refused once enforced',
    latency: 'How long it took',
    atMost: (ms: string, calls: string) => `up to ${ms}: ${calls}`,
    longer: (calls: string) => `longer: ${calls}`,
    burst: (left: string, of: string) => `Least room seen in its burst bucket: ${left} of ${of} requests.`,
    burstOf: (left: string) => `Least room seen in its burst bucket: ${left} requests.`,
  },
};
