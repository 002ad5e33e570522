/** What every answer needs to know of the gauge it is for. */
export interface GaugeFacts {
  appName: string | null;
  appVersion: string | null;
  isOffByEnvironment: boolean;
  /** What keeps the fleet's lines out of the app's log on all its sites; `null`: nothing does. */
  fleetLineOffBy: 'environment' | 'app' | null;
}
