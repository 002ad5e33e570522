/** What every answer needs to know of the gauge it is for. */
export interface GaugeFacts {
  appName: string | null;
  appVersion: string | null;
  isOffByEnvironment: boolean;
}
