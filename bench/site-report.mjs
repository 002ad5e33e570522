/** The report of a made-up site, as the Reports page writes one: 30 days, 150 endpoints, odd figures. */
const endpoints = 150;

/** @param {number} number of the site */
export function siteReport(number, days = 30) {
  const hours = Array.from({ length: days * 24 }, (_, i) => {
    const likely = ((number * 7919 + i * 104729) % 5000) + 1;
    return {
      hour: `${new Date(Date.UTC(2026, 9, 1) + i * 3_600_000).toISOString().slice(0, 19)}Z`,
      ...{
        pool: 0,
        knownSites: 1,
        requests: likely,
        lowPoints: likely,
        likelyPoints: likely,
        highPoints: 2 * likely,
      },
      ...{ refusedCalls: {}, betaRefusedCalls: {}, quotaRefusedFrom: null, counterPoints: null },
      ...{ bridgePoints: 0, cachePoints: 0 },
    };
  });
  const total = hours.reduce((sum, hour) => sum + hour.likelyPoints, 0);
  /** @param {number} likely */
  const points = (likely) => ({ lowPoints: likely, likelyPoints: likely, highPoints: 2 * likely });
  const peak = Math.max(...hours.map(({ likelyPoints }) => likelyPoints));
  const part = Math.floor(total / endpoints);
  return {
    ...{ format: 'points-gauge.report', version: 1, madeAt: '2026-10-31T00:00:00Z' },
    app: { name: 'Bench', version: '1' },
    period: { from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z' },
    pools: [{ app: 'own', environment: 'PRODUCTION', product: 'jira', tier: 1, quotaPoints: 65000 }],
    sites: [
      {
        ...{
          id: number.toString(16).padStart(16, '0'),
          label: `site-${number}`,
          edition: 'standard',
          users: 100,
        },
        ...{ madeAt: '2026-10-31T00:00:00Z', catalogueVersion: '2026-11-22', periodHours: hours.length },
        pools: [
          {
            ...{
              pool: 0,
              ...points(total),
              requests: total,
              knownHours: hours.length,
              peakHour: hours[0]?.hour,
            },
            ...{ peakLowPoints: peak, peakLikelyPoints: peak, peakHighPoints: 2 * peak },
          },
        ],
      },
    ],
    hours,
    endpoints: Array.from({ length: endpoints }, (_, i) => {
      // The first has what does not divide, so that all of them together are the total.
      const own = i === 0 ? total - part * (endpoints - 1) : part;
      return {
        ...{ pool: 0, method: 'GET', template: `/rest/api/3/thing${i}/{id}` },
        ...points(own),
        ...{ requests: own, bases: { documented: own }, routes: ['forge.asApp'] },
        ...{ refusedCalls: 0, failedCalls: 0 },
      };
    }),
    routes: [{ pool: 0, route: 'forge.asApp', isCharged: true, requests: total, ...points(total) }],
    ...{ catalogue: [], drivers: [], alreadyDone: [], notes: [], missingRecords: 0 },
  };
}
