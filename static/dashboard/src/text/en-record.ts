import type { TakenKind } from '../../../../src/reports/taken';

/** The part of the catalogue for what the Reports page keeps: advice taken, and months. */
export const enRecord = {
  record: {
    title: 'What was already done',
    hint: 'Tick advice off when it was followed. The record is stored, and every report has it.',
    none: 'Nothing is recorded yet.',
    what: 'What was done',
    day: 'Since (day)',
    note: 'Note',
    add: 'Mark as taken',
    added: 'Recorded.',
    remove: 'Remove',
    removed: 'Taken out of the record.',
    kinds: {
      bridge: 'Reads moved to the browser bridge',
      cache: 'Answers kept for some minutes',
      bulk: 'Many objects read at once',
      identity: 'Fewer people and permissions asked for',
      webhook: 'Events instead of scheduled reads',
      otherHour: 'Scheduled work moved or spread',
      rovoMcp: 'Reads for an AI feature moved to Rovo MCP',
      fewerObjects: 'Fewer objects asked for',
      spread: 'Calls spread over time',
      askFirst: 'Calls that were refused no longer made',
      other: 'Something else, said in the note',
    } satisfies Record<TakenKind, string>,
  },
  snapshots: {
    title: 'Months kept',
    hint: (most: string) =>
      `The app can keep each month’s evidence by itself. It holds ${most} months at most; the oldest goes first.`,
    keep: 'Keep each month’s evidence',
    keepHint:
      'Made on the fourth day of the next month, when no call of the month can come any more. It spends no points; it takes some ten storage requests a month and one an hour.',
    on: 'Each month’s evidence will be kept.',
    off: 'No more months will be kept. What there is stays.',
    none: 'No month is kept yet.',
    month: 'Month',
    made: 'Made (UTC)',
    size: 'Size',
    actions: 'Actions',
    open: 'Open',
    opened: (month: string) => `${month} is shown. Download its files above.`,
    remove: 'Delete',
    removed: (month: string) => `${month} was deleted.`,
    sure: (month: string) => `Delete the evidence of ${month}?`,
    gone: 'It is not made again. Days that are still kept can be reported any time.',
    shown: (month: string) => `This is the evidence of ${month} as it was kept.`,
  },
};
