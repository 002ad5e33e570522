import type { Advice } from '../../../../src/admin/contract/contract';

/** What recorded calls suggest, on the pages Endpoints and Routing. */
export const enAdvice = {
  title: 'What to change',
  subtitle:
    'Largest saving first; each is the most that these calls cost. Savings of one endpoint are counted together: each is what the ones above it leave.',
  none: 'Nothing stands out: too few calls, or none that another way would make cheaper.',
  saves: (points: string) => `up to ${points} points a day`,
  alone: (points: string) => `on its own up to ${points}`,
  noSaving: 'no points saved',
  n: (calls: string) => `${calls} calls`,
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
    context: {
      name: 'Take it from the context, or let a display condition decide',
      rule: 'A person’s action made the back end read who they are, what they may or where they are. The page’s context names person, project and issue, and conditions of the manifest show a module or not, without a call.',
      check:
        'Compare what the read gives with the context of the page (view.getContext) and the conditions of the module.',
    },
    expand: {
      name: 'Read the parts with the issue or page',
      rule: 'The same work reads issues or pages and, in further calls, their parts: at most one for each read of the whole is counted. expand, fields, properties and the include parameters bring them along. Only the point of each call is counted: the objects may cost the same.',
      check: 'Compare requests and points a day of both endpoints before and after.',
    },
    createWhole: {
      name: 'Create it with its fields and properties at once',
      rule: 'The same work creates issues and then writes to issues: at most one write for each creation is counted. One request creates an issue with fields and entity properties.',
      check:
        'Look whether the write goes to the issue just made, and whether its field is on the create screen.',
    },
    bulkWrite: {
      name: 'Write many at once',
      rule: 'Single writes that nobody waits for, which a bulk call replaces. By the published example fifty issues created in a batch may cost fifty points: then it saves requests and bursts only.',
      check:
        'Compare points and requests a day of both endpoints before and after; five bulk operations run at once on a site.',
    },
    quietHours: {
      name: 'Do large work at night or on the weekend',
      rule: 'Over these hours the quietest six of the day cost at most half of the busiest six. A migration or a full sync that can choose its time disturbs least there.',
      check:
        'Look at the hours of the overview while it runs; the pool’s quota and refusals stand on Limits.',
    },
    jitter: {
      name: 'Let scheduled work begin at a random moment',
      rule: 'Scheduled work made over a quarter of these hours, and a third or more of their points went in the first five minutes.',
      check: 'Compare the first five minutes of the hours before and after; paced.spread() waits so.',
    },
    backlogReads: {
      name: 'Backlog: keep answers, and ask for what changed',
      rule: 'Reads and searches of Backlog, each counted against the user’s requests a minute. Get Issue List takes updatedSince.',
      check: 'Count how many answers were the same as the last; Limits shows the room that is left.',
    },
    oneStackReads: {
      name: 'One Stack: ask conditionally, or let a webhook tell',
      rule: 'Requests to One Stack count against the tenant’s 100 a minute; a conditional one that is answered 304 does not, and a webhook needs none.',
      check: 'Limits shows how many were free (304) before and after.',
    },
  } satisfies Record<Advice['kind'], { name: string; rule: string; check: string }>,
  rule: 'Rule:',
  checkIt: 'How to check:',
  bulk: (single: string, objects: string, together: string, template: string) =>
    `One read costs ${single}; ${template} with ${objects} objects costs ${together}.`,
  quiet: (from: string, to: string, points: string, busiest: string) =>
    `${from} to ${to} UTC: ${points} points an hour, against ${busiest} in the busiest six.`,
  weekend: (points: string) => `Weekends: ${points} an hour.`,
  first: (share: string) => `${share} of the points in the first five minutes.`,
  hour: (at: string, points: string, scheduled: string) =>
    `${at}: ${points} points, ${scheduled} of them scheduled.`,
};
