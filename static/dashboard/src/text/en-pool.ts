/** The part of the catalogue that speaks of whose calls these are and how full a pool is. */
export const enPool = {
  whose: {
    embedded: (app: string) => `These are the calls of ${app}, which embeds the gauge.`,
    embeddedUnnamed: 'These are the calls of the app that embeds the gauge.',
    ownOnly:
      'Points Gauge is installed by itself: it sees its own calls only. To measure an app, embed the gauge in it or report to it.',
  },
  own: {
    subject: 'This site',
    about: (who: string, points: string) => `${who} spent about ${points} points this hour.`,
    exact: (who: string, points: string) => `${who} spent ${points} points this hour.`,
    noCall: 'No metered call of this site this hour.',
    noCallOf: (who: string) => `No reported call of ${who} this hour.`,
  },
  level: {
    wholes: { 1: 'All sites together', 2: 'This site’s own pool', unknown: 'The whole pool' },
    leftFor: { 1: ' for all sites together', 2: ' for this site', unknown: '' },
    ofQuota: (quota: string) => ` of ${quota}`,
    between: (whole: string, low: string, high: string, of: string) =>
      `${whole}: between ${low} and ${high}${of}.`,
    exact: (whole: string, points: string, of: string) => `${whole}: ${points}${of}.`,
    atLeast: (whole: string, low: string, of: string) => `${whole}: at least ${low}${of}.`,
    left: (left: string, of: string, whom: string, read: string) =>
      `Atlassian’s counter: ${left}${of} left${whom}${read}.`,
    leftBetween: (low: string, high: string, of: string, whom: string, read: string) =>
      `Atlassian’s counter: between ${low} and ${high}${of} left${whom}${read}.`,
    leftAtMost: (left: string, of: string, whom: string, read: string) =>
      `Atlassian’s counter: at most ${left}${of} left${whom}${read}.`,
    readAgo: (age: string) => `, read ${age} ago`,
    refused: 'Atlassian refused a call for this quota: nothing is left until the reset.',
    refusedAgo: (age: string) =>
      `Atlassian refused a call for this quota ${age} ago: nothing is left until the reset.`,
    none: 'No answer of this hour has named the quota yet.',
    nothing: {
      1: (size: string | null) =>
        `Of all sites together nothing is known this hour: no answer has named the quota${size === null ? '' : ` of ${size}`} yet.`,
      2: (size: string | null) =>
        `Of this site’s own pool nothing is known this hour: no answer has named the quota${size === null ? '' : ` of ${size}`} yet.`,
      unknown: (size: string | null) =>
        `Of the whole pool nothing is known this hour: no answer has named the quota${size === null ? '' : ` of ${size}`} yet.`,
    },
    quotaUnknown: 'How large the pool is has not been said yet.',
  },
  basis: {
    reading: 'Reading of Atlassian’s counter',
    silent: 'Estimate: the counter stays silent below 80%',
    refused: 'Known from a refused call',
    none: 'Estimate: nothing bounds it yet',
  },
  lessThanAMinute: 'less than a minute',
  resetsIn: (duration: string, at: string) => `Resets in ${duration} (${at}).`,
  resetPassed: 'The hour is over; the next refresh shows the new one.',
  tier: {
    1: 'Tier 1',
    2: 'Tier 2, this site’s own pool',
    enforced: (tier: string) => `${tier}, enforced.`,
    beta: (tier: string) => `${tier}, announced, not yet enforced.`,
    unproven: (tier: string) => `${tier}; no header has said yet whether it is enforced.`,
    unknown: 'Tier not known yet: no answer has named the quota.',
  },
  gauge: {
    own: 'This site',
    ownOf: (who: string) => who,
    others: { 1: 'Other sites and calls not metered here', 2: 'Calls not metered here', unknown: 'Others' },
    possible: 'Possible, not proven',
    limit: (quota: string) => `Limit ${quota}`,
    near: '80%',
    end: (at: string) => `Expected by ${at}`,
    figures: {
      own: 'This site',
      range: 'Range',
      requests: 'Requests',
      left: 'Left in the pool',
    },
    rangeOf: (low: string, high: string) => `${low} to ${high}`,
    leftBetween: (low: string, high: string) => `${low} to ${high}`,
    leftAtMost: (left: string) => `${left} at most`,
  },
};
