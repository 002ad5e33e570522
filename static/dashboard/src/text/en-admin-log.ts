import type { AdminLogView } from '../../../../src/admin/contract/contract';

/** The part of the catalogue for what administrators did. */
export const enAdminLog = {
  title: 'What administrators did',
  subtitle:
    'The last 100 changes, times in UTC. Nobody is named: the app keeps no account, only a keyed hash.',
  none: 'Nobody changed anything yet.',
  columns: { at: 'Time (UTC)', by: 'Who', what: 'What', about: 'About' },
  by: { you: 'You', another: 'Another administrator' } satisfies Record<AdminLogView['by'], string>,
  failed: (what: string) => `${what} (did not succeed)`,
  what: {
    settings: 'Changed settings',
    makeSource: 'Made a source',
    rotateSource: 'Replaced a secret',
    revokeSource: 'Revoked a source',
    adoptPrices: 'Took over measured prices',
    resetPrices: 'Took prices back',
    pinPrices: 'Pinned prices',
    unpinPrices: 'Unpinned prices',
    undoPrices: 'Put earlier prices in force again',
    autoPrices: 'Let prices be taken over by themselves',
    askPrices: 'Kept prices for administrators to take over',
    export: 'Exported the account',
    import: 'Imported an account',
    delete: 'Deleted all recorded data',
    keepMonths: 'Switched the months’ evidence',
    deleteMonth: 'Deleted a month’s evidence',
    noteAdvice: 'Changed the record of advice',
    experiment: 'Started an experiment',
  } satisfies Record<AdminLogView['what'], string>,
};
