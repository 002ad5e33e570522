/** The part of the catalogue that says how much of the calls the account saw. */
export const enCoverage = {
  coverage: {
    title: 'What the account sees of the calls',
    subtitle: 'The last 24 hours and the running one, by source and feature',
    none: 'No call has been metered in this time.',
    columns: {
      source: 'Source',
      feature: 'Feature',
      calls: 'Calls',
      priced: 'Price founded',
      estimated: 'Price assumed',
      failed: 'Failed',
      noAnswer: 'No answer',
      unknownPath: 'Unknown path',
    },
    byPage: (pool: string) => `${pool}, the page by the browser bridge`,
    noTag: 'none named',
    rest: (n: number, shown: string) => (n === 1 ? '1 more' : `${shown} more`),
    legend:
      'Founded: the price rests on a header, a measurement or the published rule, since the objects were counted or do not matter. Assumed, at least so many: mostly since nobody read the answer’s body, or its objects could not be told. Failed: answered with 4xx or 5xx. These and the calls without an answer make all calls; those to an unknown path, which the cost catalogue does not have, are among them.',
    folded: (n: number, shown: string) =>
      n === 1
        ? 'Of 1 call the path and the feature were not kept, for want of room.'
        : `Of ${shown} calls the path and the feature were not kept, for want of room.`,
  },
};
