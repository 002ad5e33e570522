import type { CloudRequest, CloudResponse } from '../cloud/exchange';
import type { Forge } from '../forge/forge';

export interface HostApp {
  /** In addresses, for example `release-radar`. */
  key: string;
  title: string;
  forge: Forge;
  /** Folder of the built page. */
  pageFolder: string;
}

export interface HostSite {
  name: string;
  cloudId: string;
  siteUrl: string;
  people: HostPerson[];
}

export interface HostPerson {
  accountId: string;
  displayName: string;
  role: 'admin' | 'member';
}

export interface HostOptions {
  apps: readonly HostApp[];
  sites: readonly HostSite[];
  projectRoot: string;
  /** Names besides localhost under which it may be asked. */
  allowedHosts?: readonly string[];
  /** A server of Vite's that has the page as it is being written, in place of its folder; `null` or absent for none. */
  pageServerUrl?: string | null;
  /** The emulated cloud, reachable at the host's own address for any other client. */
  handleCloud: (request: CloudRequest) => CloudResponse | Promise<CloudResponse>;
  onLog: (message: string) => void;
}
