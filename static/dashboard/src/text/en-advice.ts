import type { Advice } from '../../../../src/admin/contract';

/** What recorded calls suggest, on the pages Endpoints and Routing. */
export const enAdvice = {
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
    fewerObjects: {
      name: 'Ask for fewer objects',
      rule: 'A read costs ten points or more on average; a point is for the call, the rest for its objects.',
      check: 'See whether a smaller page, fewer expansions or only what changed would do.',
    },
    askFirst: {
      name: 'Find out why so many are answered with a 4xx',
      rule: 'A fifth or more of the calls failed for a fault of the request, and each costs a point.',
      check: 'Look for ids that are gone, and for rights that the caller does not have.',
    },
    spread: {
      name: 'Spread the calls out',
      rule: 'Calls were refused with 429 by a limit that is enforced.',
      check: 'Limits shows which limit it was; count the 429s after the change.',
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
  } satisfies Record<Advice['kind'], { name: string; rule: string; check: string }>,
  rule: 'Rule:',
  checkIt: 'How to check:',
  bulk: (single: string, objects: string, together: string, template: string) =>
    `One read costs ${single}; ${template} with ${objects} objects costs ${together}.`,
  hour: (at: string, points: string, scheduled: string) =>
    `${at}: ${points} points, ${scheduled} of them scheduled.`,
};
