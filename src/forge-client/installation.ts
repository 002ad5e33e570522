import { getAppContext } from '@forge/api';

/** Whose invocation is running. One warm process serves many of them, so it is asked anew for each call. */
export interface RunningInstallation {
  installationId: string;
  /** `PRODUCTION`, `STAGING` or `DEVELOPMENT`. */
  environment: string;
}

/** `null` outside of an invocation. */
export function runningInstallation(): RunningInstallation | null {
  try {
    const { installationAri, environmentType } = getAppContext();
    return { installationId: installationAri.installationId, environment: environmentType };
  } catch {
    return null;
  }
}
