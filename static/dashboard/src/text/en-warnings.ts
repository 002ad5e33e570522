/** The part of the catalogue that warns: how the hour will end, what to do, what changed. */
export const enWarnings = {
  forecast: {
    wall: (at: string) => `At this pace the pool is empty about ${at}.`,
    wallPossible: (at: string) => `At the quickest pace foreseen the pool would be empty about ${at}.`,
    end: (at: string, likely: string, of: string, low: string, high: string) =>
      `By ${at} likely ${likely}${of} will be gone (${low} to ${high}).`,
    othersUnseen: 'What others draw is not in it: below 80% nothing shows that.',
    othersSeen: (points: string) => `Others draw about ${points} points an hour at present.`,
    drains: {
      hour: (minute: string, times: string, points: string) =>
        `Every hour about :${minute}, ${times} times in a row, others drew at least ${points} points: likely a schedule on another site.`,
      day: (minute: string, times: string, points: string) =>
        `In this hour of the day about :${minute}, ${times} days running, others drew at least ${points} points: likely a schedule on another site.`,
    },
  },
  banner: {
    watch: (pool: string, at: string) => `${pool}: the pool may run dry before ${at}.`,
    near: (pool: string, at: string) => `${pool}: the pool is near its limit until ${at}.`,
    exhausted: (pool: string, at: string) => `${pool}: the pool is empty. Calls are refused until ${at}.`,
    beta: 'This limit is only announced: nothing is refused yet.',
  },
  changes: {
    title: 'Recent warnings',
    none: 'No pool came near its limit so far.',
    line: (at: string, pool: string, what: string) => `${at}, ${pool}: ${what}`,
    /** What became of the pool. */
    to: {
      watch: (used: string) => `may run dry, at about ${used} points`,
      near: (used: string) => `near its limit, at about ${used} points`,
      exhausted: () => 'ran dry',
      over: () => 'the warning is over',
    },
    beta: '(announced limit)',
  },
};
