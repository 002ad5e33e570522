/** The part of the catalogue that says how the account stands. */
export const enBooks = {
  books: {
    title: 'Is every call counted?',
    closed: (accounted: string, numbered: string) =>
      `All that was stored is counted: ${accounted} of ${numbered} records.`,
    open: (accounted: string, numbered: string) =>
      `Not all that was stored is counted yet: ${accounted} of ${numbered} records.`,
    writeFailures: (n: number, shown: string) =>
      n === 1 ? '1 write failed, kept for the next.' : `${shown} writes failed, kept for the next.`,
    missingRecords: (n: number, shown: string) =>
      n === 1
        ? '1 record is missing: a process stopped before it could store it.'
        : `${shown} records are missing: processes stopped before they could store them.`,
    lostRecords: (n: number, shown: string) =>
      n === 1
        ? '1 record could not be stored within a day and was given up.'
        : `${shown} records could not be stored within a day and were given up.`,
    refusedRecords: (n: number, shown: string) =>
      n === 1
        ? '1 record came more than 72 hours late and is in no figure.'
        : `${shown} records came more than 72 hours late and are in no figure.`,
    cappedRecords: (n: number, shown: string) =>
      n === 1
        ? 'About 1 record of a source is in no figure: the source had too many processes in one hour.'
        : `About ${shown} records of sources are in no figure: a source had too many processes in one hour.`,
    unbalancedHours: (n: number, shown: string) =>
      n === 1
        ? 'In 1 hour the sums disagree with what was counted into it: please report this.'
        : `In ${shown} hours the sums disagree with what was counted into them: please report this.`,
    unreadableValues: (n: number, shown: string) =>
      n === 1
        ? '1 stored value could not be read as ours and was set aside.'
        : `${shown} stored values could not be read as ours and were set aside.`,
    newerValues: (n: number, shown: string) =>
      n === 1
        ? '1 hour was written by a later version of this app. It is in no figure until that version is deployed again; nothing of it is lost.'
        : `${shown} hours were written by a later version of this app. They are in no figure until that version is deployed again; nothing of them is lost.`,
    missingHours: (n: number, shown: string) =>
      n === 1
        ? 'Storage could not give 1 hour this time; its figures are missing, not zero.'
        : `Storage could not give ${shown} hours this time; their figures are missing, not zero.`,
    unread: (shown: string) =>
      `The newest calls may be missing: at least ${shown} records wait to be rolled up, more than a page can read.`,
    unlisted: 'The newest calls may be missing: storage could not list the records that wait.',
    partial: 'These figures are incomplete',
    clean: 'No record is missing, late or unreadable.',
    merged: 'Records rolled up',
    waiting: 'Records waiting for the roll-up',
  },
};
