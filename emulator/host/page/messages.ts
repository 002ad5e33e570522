/** What the host's page, the app's frame in it and the host's server say to each other. */

export type ColorMode = 'light' | 'dark';

export interface HostState {
  sites: {
    name: string;
    cloudId: string;
    siteUrl: string;
    people: { accountId: string; displayName: string; role: 'admin' | 'member' }[];
  }[];
  apps: {
    key: string;
    title: string;
    scopes: string[];
    installations: { id: string; cloudId: string }[];
    modules: {
      key: string;
      /** For example `jira:adminPage`. */
      type: string;
      product: 'jira' | 'confluence';
      title: string;
      /** Of the app's folder, what the page begins with. */
      entryFile: string;
      /** Whether the product lends the page its history. */
      hasHistory: boolean;
      pages: { title: string; route: string }[];
    }[];
  }[];
}

export type BridgeReply =
  | { ok: true; value: unknown }
  /** `wantsConsent`: the person is to be asked, and the command to be given again if they say yes. */
  | { ok: false; error: string; wantsConsent?: true };

/** As the history package, version 4, has it. */
export interface PageLocation {
  pathname: string;
  search: string;
  hash: string;
  key: string;
  state: unknown;
}

export type HistoryAction = 'PUSH' | 'REPLACE' | 'POP';

/** From the app's frame to the host's page. */
export type ToHost =
  | { to: 'host'; kind: 'command'; id: number; command: string; payload: unknown }
  | { to: 'host'; kind: 'location'; action: 'PUSH' | 'REPLACE'; location: PageLocation }
  | { to: 'host'; kind: 'go'; steps: number };

/** From the host's page to the app's frame. */
export type ToApp =
  | { to: 'app'; kind: 'reply'; id: number; reply: BridgeReply }
  | { to: 'app'; kind: 'theme'; colorMode: ColorMode }
  | { to: 'app'; kind: 'location'; action: HistoryAction; location: PageLocation }
  | { to: 'app'; kind: 'flagAction'; flagId: string; index: number };

export function isToHost(data: unknown): data is ToHost {
  return typeof data === 'object' && data !== null && 'to' in data && data.to === 'host';
}

export function isToApp(data: unknown): data is ToApp {
  return typeof data === 'object' && data !== null && 'to' in data && data.to === 'app';
}
