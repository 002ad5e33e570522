import type { Choice, VerdictKind } from '../../../../src/admin/contract/contract';

type Trigger = NonNullable<Choice['trigger']>;

/** The part of the catalogue that judges a pool: the headline, who spent it, what to do, and how often it ran dry. */
export const enVerdict = {
  badges: {
    refused: 'Calls refused',
    usedUp: 'Used up',
    runsDry: 'Runs dry',
    mayRunDry: 'May run dry',
    near: 'Near the limit',
    close: 'Getting close',
    easing: 'Slowing down',
    recovering: 'Filled again',
    fine: 'Fine',
    unknown: 'Not known',
  } satisfies Record<VerdictKind, string>,
  refused: (at: string) => `Calls are refused until ${at}`,
  usedUp: (at: string) => `Used up until ${at}; calls are still served`,
  runsDry: (at: string, wait: string) => `Runs dry at about ${at}, in ${wait}`,
  runsDryNow: 'Likely empty by now',
  mayRunDry: (at: string, wait: string) => `May run dry as early as ${at}, in ${wait}`,
  used: (share: string) => `${share} used`,
  usedBySite: (share: string) => `this site used ${share}`,
  usedOver: (share: string) => `over ${share} used`,
  expected: (share: string, at: string) => `${share} expected by ${at}`,
  leads: {
    near: (facts: string) => `Near the limit: ${facts}`,
    close: (facts: string) => `Getting close: ${facts}`,
    easing: (facts: string) => `Slowing down: ${facts}`,
    recovering: (facts: string) => `Filled again: ${facts}`,
    fine: (facts: string) => `Fine: ${facts}`,
  },
  /** Where nothing is known in figures. */
  bare: {
    near: 'Near the limit',
    close: 'Getting close',
    easing: 'Slowing down',
    recovering: 'Filled again',
    fine: 'Fine',
  },
  unknown: 'Not known: no answer of this hour has named the quota',
  /** This site's own calls cost more than the counter allows. */
  tooHigh:
    'By Atlassian’s counter less is gone than this site’s calls are estimated at: the estimate is too high.',
  culprit: {
    endpoint: (call: string, startedBy: string | null, share: string) =>
      `Most by ${call}${startedBy === null ? '' : `, started by ${startedBy}`}: ${share} of this site’s points.`,
    startedBy: {
      person: 'people',
      schedule: 'a schedule',
      event: 'events',
      external: 'another system',
      unknown: null,
    } satisfies Record<Trigger, string | null>,
    others: (share: string) =>
      `At least ${share} was spent by others, or by calls that are not metered here.`,
  },
  advice: {
    refused: (at: string) => `Stop every back-end call until ${at}: retries before then are refused.`,
    usedUp: () => 'This limit is only announced. Spend less before it is enforced.',
    runsDry: () => 'Put off what can wait, scheduled jobs first.',
    mayRunDry: () => 'Put off what can wait, scheduled jobs first.',
    near: (at: string) => `Hold back what can wait until ${at}.`,
    close: (at: string) => `Hold back what can wait until ${at}.`,
    easing: (at: string) => `Go on holding back what can wait until ${at}.`,
    recovering: () => 'The last hour ran dry. Start waiting work again in small steps.',
    fine: null,
    unknown: null,
  } satisfies Record<VerdictKind, ((at: string) => string) | null>,
  beta: 'Nothing is refused yet: this limit is only announced.',
  remedy: (what: string, call: string, points: string) =>
    `To spend less: ${what} (${call}). It saves up to ${points} points a day.`,
  remedyFullest: (hour: string, before: string, after: string) =>
    `The fullest of the last 24 hours, ${hour}, would have spent ${after} instead of ${before}.`,
  walls: (n: number, times: string, days: number, shownDays: string) =>
    `Ran dry ${n === 1 ? 'once' : `${times} times`} in ${days === 1 ? 'the last day' : `${shownDays} days`}`,
  noWalls: (days: number, shownDays: string) =>
    `Did not run dry in ${days === 1 ? 'the last day' : `the last ${shownDays} days`}`,
  mostly: (fromUtc: string, toUtc: string) => `mostly ${fromUtc} to ${toUtc} UTC`,
  here: (from: string, to: string) => `${from} to ${to} your time`,
  details: 'How this is known',
};
