import type { Clock } from '../clock';
import type { Installation } from './installation';
import type { CloudPort } from './product';
import type { QueuedEvent } from './queue';
import type { ScopeChoice } from './scopes/scope-check';
import type { StorageService } from './storage/service';

export interface ForgeOptions {
  /** CommonJS, everything inside. */
  bundleFile: string;
  manifestFile: string;
  /** What the manifest's paths start from; left out: the manifest's own folder. */
  appFolder?: string;
  clock: Clock;
  storage: Pick<StorageService, 'handle' | 'wipe'>;
  cloud: CloudPort;
  /** Installed before; no trigger runs for them. */
  installations?: readonly Installation[];
  appVersion?: string;
  /** Whether the manifest's scopes are held to; enforced when left out. */
  scopes?: ScopeChoice;
  /** Warm processes; 1 unless said otherwise. */
  isolates?: number;
  /** Whether an event comes a second time, as at-least-once delivery allows. */
  deliverTwice?: (event: QueuedEvent) => boolean;
  webTriggerBaseUrl?: () => string;
  onLog?: (entry: LogEntry) => void;
  newId?: () => string;
}

export interface LogEntry {
  atMs: number;
  level: string;
  invocationId: string | null;
  message: string;
  /** Whose invocation printed it; left out where none did. */
  printedBy?: { installation: Installation; functionKey: string };
}

export interface ResolverCall {
  installationId: string;
  moduleKey: string;
  functionKey: string;
  payload: unknown;
  accountId: string | null;
  /** Added to the context, for example the page's `extension`. */
  context?: Record<string, unknown>;
  isolateId?: number;
}

export interface BridgeFetch {
  installationId: string;
  accountId: string;
  product: 'jira' | 'confluence';
  restPath: string;
  init: unknown;
}
