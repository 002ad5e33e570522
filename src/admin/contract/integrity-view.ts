/** The state of the account itself: what is stored, what waits, what was lost. */
export interface IntegrityView {
  /** Numbers given out by the writers of the hours on this page. The next four add up to it. */
  numberedRecords: number;
  /** Records written and not yet rolled up, as the listing shows them. */
  waitingRecords: number;
  /** Records rolled up into the hours on this page. */
  mergedRecords: number;
  /** Numbers missing between a writer's records: calls of a process that stopped before it could store them. */
  missingRecords: number;
  /** Records that came when their hour was over for good. They are listed, their calls are in no figure. */
  refusedRecords: number;
  /** About so many records were left out, since their source had too many processes in an hour. */
  cappedRecords: number;
  /** Storage writes that failed and were kept for the next try. */
  writeFailures: number;
  /** Records that their process gave up after a day of failed writes. */
  lostRecords: number;
  /** Stored values that could not be read as ours. They were set aside, not deleted. */
  unreadableValues: number;
  /** Hours that a later version of this app wrote, from which it was rolled back: they wait for it, and are in no figure. */
  newerValues: number;
  /** Hours whose lists or sums disagree with what was counted into them: a fault of the gauge. */
  unbalancedHours: number;
}

/** Records that wait for the roll-up and were not read: the newest calls may be missing from every figure. */
export interface UnreadView {
  /** At least so many wait in all; `null` when storage did not list them. */
  waitingRecords: number | null;
}
