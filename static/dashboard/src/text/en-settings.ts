/** The part of the catalogue for the subpage Settings. */
export const enSettings = {
  settings: {
    title: 'What is measured',
    metering: 'Metering',
    meteringHint:
      'Writes down what every call of the app costs. One storage write at the end of an invocation.',
    byEnvironment:
      'Switched off by an environment variable of the app; only its developers can switch it on.',
    probe: 'Probe',
    probeHint: (calls: string, points: string) =>
      `Reads Atlassian’s headers with ${calls} an hour of its own, about ${points} an hour, also when the app is idle.`,
    calls: (n: number, shown: string) => (n === 1 ? '1 call' : `${shown} calls`),
    points: (n: number, shown: string) => (n === 1 ? '1 point' : `${shown} points`),
    pointsBetween: (low: string, high: string) => `${low} to ${high} points`,
    confirmProbe: 'Turn the probe on?',
    confirmProbeBody: (calls: string, points: string) =>
      `The probe makes ${calls} an hour. They cost ${points} an hour out of the same pool that the app lives on.`,
    confirmProbeGain:
      'In return the page knows the tier, the enforcement and, past 80%, the level also in quiet hours.',
    turnProbeOn: 'Turn the probe on',
    confirmOff: 'Turn metering off?',
    confirmOffBody:
      'From then on no call is written down, and the page shows these hours as empty. Nothing is deleted.',
    turnOff: 'Turn metering off',
    cancel: 'Cancel',
    saved: 'Saved.',
    app: {
      title: 'The app and this site',
      proven: (pool: string, tier: string, at: string) => `${pool}: ${tier} Seen at ${at}.`,
      provenTitle: 'As the headers prove it',
      notProven: (pool: string) => `${pool}: no answer has named the quota yet.`,
      noPool: 'No call has been metered yet.',
      statedTitle: 'As you state it',
      tier: 'Tier',
      tiers: { 1: 'Tier 1', 2: 'Tier 2' },
      edition: 'Edition of this site',
      editions: { free: 'Free', standard: 'Standard', premium: 'Premium', enterprise: 'Enterprise' },
      users: 'Users of this site',
      notStated: 'Not stated',
      quota: (points: string) => `On Tier 2 this site’s own pool would be ${points} points an hour.`,
      noQuota: 'State edition and users to see what Tier 2 would give this site.',
      conflict: (stated: string, proven: string) =>
        `You state ${stated}, the headers prove ${proven}. The headers are what Atlassian enforces.`,
    },
    warn: {
      title: 'Warning and retention',
      near: 'Call a pool near its limit from (percent)',
      nearHint:
        'From 80% on Atlassian’s headers speak for themselves; below, only what this site spent is known.',
      hourDays: 'Keep hours for (days)',
      dayDays: 'Keep days for (days)',
      keepHint:
        'What is older is deleted with the next hourly run. Days are kept after their hours, much smaller.',
      range: (low: string, high: string) => `A whole number from ${low} to ${high}.`,
    },
    save: 'Save',
    account: {
      title: 'The account as a whole',
      export: 'Export',
      exportHint:
        'Everything that was recorded, as a file of JSON lines. No account id, issue key or query value is in it.',
      import: 'Import',
      importHint:
        'Takes an export, of any size, into an installation that has no account of its own. What is recorded here has to be deleted first.',
      choose: 'Export file to import',
      exporting: (size: string) => `Exported so far: ${size}.`,
      importing: (sent: string, all: string) =>
        `Imported so far: part ${sent} of ${all}. Leave this page open.`,
      imported: (hours: string, days: string, records: string, leftOut: string) =>
        `Imported: ${hours} hours, ${days} days, ${records} records. Left out: ${leftOut} lines.`,
      exported: (lines: string) => `Exported: ${lines} lines.`,
      delete: 'Delete all recorded data…',
      deleted: 'Everything that was recorded has been deleted.',
      first: 'Delete everything that was recorded?',
      goes: 'These go for good: all hours and days, records that wait, values that were set aside, reports of operations. What was exported stays with you.',
      stays:
        'These stay: the settings on this page, reporting sources and their secrets. Calls from now on are recorded anew.',
      goOn: 'Go on',
      second: 'Really delete it all?',
      noWay: 'There is no way back. Books and reports of this site begin again at zero.',
      really: 'Delete it all',
    },
    versions: 'Versions',
    appVersion: 'App',
    schemaVersion: 'Storage schema',
  },
};
