import { getAppContext } from '@forge/api';

/** Milliseconds left of the running invocation; `null` when nobody can tell. */
export function timeLeftMs(): number | null {
  try {
    return getAppContext().invocationRemainingTimeInMillis();
  } catch {
    return null;
  }
}
