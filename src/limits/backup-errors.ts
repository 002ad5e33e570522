/** Jira would refuse this backup: the last one is less than six hours ago. */
export class BackupTooSoonError extends Error {
  override readonly name = 'BackupTooSoonError';

  /** @param nextPlannedAtMs when to plan the next, epoch milliseconds: a minute after Jira would allow it */
  constructor(readonly nextPlannedAtMs: number) {
    super(
      `Jira allows no backup yet. Plan the next one for ${new Date(nextPlannedAtMs).toISOString()} or later.`,
    );
  }
}

/** Jira would probably refuse this restore: the instance has had as many as were ever seen to work. */
export class RestoresUsedUpError extends Error {
  override readonly name = 'RestoresUsedUpError';

  /** @param restores that were reported in the last year */
  constructor(readonly restores: number) {
    super(`This site has had ${restores} restores, which is as many as Jira was ever seen to take.`);
  }
}
