/** The part of the catalogue for the reporting sources on the subpage Settings. */
export const enSources = {
  sources: {
    title: 'Reporting sources',
    lead: 'Back ends outside of Forge (Connect, OAuth 2.0, scripts) report their calls here, signed. Each source has a pool of its own: its app, its environment and the product that was called.',
    none: 'No back end reports here yet.',
    app: 'App name',
    environment: 'Environment',
    lastReport: 'Last report',
    never: 'never',
    taken: 'Batches taken',
    refused: 'Batches refused',
    calls: 'Calls',
    dropped: 'Calls lost',
    actions: 'Change',
    action: { rotate: 'Replace secret', revoke: 'Revoke' },
    make: 'Make a source',
    appRule: 'Letters, digits, space, “.”, “_” and “-”, 40 at most; not “own”.',
    environmentRule: 'A word of 20 letters, digits, “_” or “-” at most, such as PRODUCTION.',
    full: (most: string) =>
      `There are ${most} sources, which is as many as there can be. Revoke one that is not used.`,
    address: 'Address for reports',
    noAddress: 'Forge did not tell the address for reports just now. Reload the page.',
    protocol:
      'For Node there is points-gauge/node; the protocol for every other language is in docs/ingest.md of the project. The figures are those of the last 30 days, up to a minute old.',
    unsigned: (list: string) =>
      `Besides, requests came in the last 30 days that no source had signed: ${list}.`,
    secretTitle: (app: string) => `The secret of ${app}`,
    secretOnce:
      'Take it to the back end now. It is shown this once and can never be read again, only replaced.',
    id: 'Source',
    secret: 'Secret',
    kept: 'I have it',
    copy: 'Copy',
    copyOf: (label: string) => `Copy: ${label}`,
    copied: 'Copied.',
    notCopied: 'Selected: copy it with the keyboard.',
    done: {
      make: 'The source is made.',
      rotate: 'The secret is replaced. The one before holds for 24 hours more.',
      revoke: 'The source is revoked. Nothing of it is taken from now on.',
    },
    sure: {
      rotate: (app: string, environment: string) => `Replace the secret of ${app}, ${environment}?`,
      revoke: (app: string, environment: string) => `Revoke ${app}, ${environment}?`,
    },
    sureBody: {
      rotate:
        'A new secret is made and shown once. The present one holds for 24 hours more, so that the new one can be brought to every process.',
      revoke:
        'From this moment on its reports are refused, and its secret is deleted. What it reported stays in the account.',
    },
    answers: {
      counted: (n: string) => `${n} counted`,
      alreadyCounted: (n: string) => `${n} repeated`,
      meteringOff: (n: string) => `${n} while metering was off`,
      notPost: (n: string) => `${n} not POST`,
      tooLarge: (n: string) => `${n} too large`,
      notSigned: (n: string) => `${n} wrongly signed`,
      wrongClock: (n: string) => `${n} with a wrong clock`,
      malformed: (n: string) => `${n} malformed`,
      changed: (n: string) => `${n} changed after sending`,
      expired: (n: string) => `${n} too old`,
      tooMany: (n: string) => `${n} too many in a minute`,
      later: (n: string) => `${n} sent away for later`,
    },
  },
};
