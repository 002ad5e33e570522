/** The part of the catalogue for the work item that warns, in Settings. */
export const enWorkItem = {
  workItem: {
    title: 'Warn by a work item',
    switch: 'Work item in Jira',
    hint: 'Once a pool is near its limit, a work item is made in this project: one for each incident, commented if it gets worse, closed when an hour stayed calm. It costs about 15 points an incident.',
    project: 'Key of the project',
    rule: 'Capital letters, digits and _, beginning with a letter.',
    scope:
      'It needs the scope write:jira-work, which this app asks for only where its developers deploy the manifest that “npm run manifest:warnings” writes.',
    made: (pool: string, since: string) => `${pool}, since ${since} UTC: the work item is made.`,
    waiting: (pool: string, since: string) =>
      `${pool}, since ${since} UTC: the work item waits until Jira serves the app’s calls again.`,
    lost: (pool: string, since: string) =>
      `${pool}, since ${since} UTC: Jira’s answer was lost. The work item may be there or not, so no second one is made.`,
    gone: (pool: string, since: string) => `${pool}, since ${since} UTC: somebody deleted the work item.`,
    givenUp: (pool: string, since: string) =>
      `${pool}, since ${since} UTC: refused five times, so no more is tried.`,
    trouble: {
      notAllowed: (at: string) =>
        `Jira did not let the app write there (${at} UTC). Deploy the manifest that “npm run manifest:warnings” writes, approve the new permission under the site’s apps, and let the app create work items in this project; then save here again. Until then nothing is tried.`,
      noProject: (at: string) => `Jira has no such project for this app (${at} UTC). Check the key.`,
      refused: (at: string) => `Jira refused the last try (${at} UTC). The next hourly run tries again.`,
      lost: (at: string) => `Jira’s answer to the last try was lost (${at} UTC).`,
    },
  },
};
