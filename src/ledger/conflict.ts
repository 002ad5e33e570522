import { ForgeKvsAPIError } from '@forge/kvs';

/** Somebody else wrote first: the value is not what the condition says, and nothing was written. */
export function isConflict(error: unknown): boolean {
  return (
    error instanceof ForgeKvsAPIError &&
    (error.code === 'KEY_CONFLICT' || error.code === 'CONDITIONAL_CHECK_FAILED')
  );
}
