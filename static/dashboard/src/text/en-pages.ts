/** The part of the catalogue for the subpages Endpoints and Settings. */
export const enPages = {
  endpoints: {
    table: 'Table of endpoints',
    subtitle: (from: string, to: string) => `From ${from} to ${to} UTC`,
    filter: 'Filter by method, path, product or route',
    shown: (n: string, all: string) => `${n} of ${all} endpoints`,
    showRanges: 'Show ranges',
    hideRanges: 'Hide ranges',
    none: 'No endpoint matches the filter.',
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
    },
    atMost: (ms: string) => `≤ ${ms}`,
  },
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
    versions: 'Versions',
    appVersion: 'App',
    schemaVersion: 'Storage schema',
  },
};
