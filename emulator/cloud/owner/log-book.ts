/** The lines that apps printed, for as long as the API gives them. */
import { fraction } from '../world/seed';
import { bareAppId, cloudIdOf, environmentIdOf } from './app-ids';
import type { AppLog, OwnerLogOptions } from './owner-options';

/** Source: Forge, "Export app logs", 2026-08. */
export const keptMs = 14 * 24 * 3_600_000;
/** The API returns logs of approximately so many sites. Source: as above. */
const mostSites = 3_500;
/** An accelerated month of a talkative app would fill the memory. */
const mostEntries = 400_000;

export interface KeptLog extends AppLog {
  /** Rises with each line, so that two of one millisecond have an order. */
  sequence: number;
  environmentId: string;
  /** From when on the API finds it. */
  foundFromMs: number;
}

export interface LogQuery {
  app: string;
  environmentId: string;
  startMs: number;
  endMs: number;
  levels: readonly string[];
  message: string | null;
  contexts: readonly string[];
}

export class LogBook {
  private entries: KeptLog[] = [];
  private readonly apps = new Set<string>();
  private readonly sites = new Set<string>();
  private sequence = 0;

  constructor(
    private readonly seed: number,
    private readonly options: OwnerLogOptions,
  ) {}

  add(entry: AppLog): void {
    this.sequence += 1;
    const { sequence, seed } = this;
    this.apps.add(bareAppId(entry.app));
    if (this.options.closedCloudIds?.includes(cloudIdOf(entry.installationContext)) === true) return;
    if (fraction(seed, 'lost line', sequence) < (this.options.lostShare ?? 0)) return;
    if (this.sites.size < mostSites) this.sites.add(entry.installationContext);
    if (!this.sites.has(entry.installationContext)) return;
    const delayMs = Math.round(fraction(seed, 'late line', sequence) * (this.options.delayMs ?? 0));
    const environmentId = environmentIdOf(entry.app, entry.environment);
    this.entries.push({ ...entry, sequence, environmentId, foundFromMs: entry.atMs + delayMs });
    if (this.entries.length > mostEntries) this.entries = this.entries.slice(mostEntries / 10);
  }

  knows(app: string): boolean {
    return this.apps.has(bareAppId(app));
  }

  /** What the API finds now, in the order that it gives: both ends of the time count. */
  find(query: LogQuery, nowMs: number): KeptLog[] {
    const app = bareAppId(query.app);
    const found = this.entries.filter(
      (entry) =>
        entry.atMs >= query.startMs &&
        entry.atMs <= query.endMs &&
        entry.foundFromMs <= nowMs &&
        entry.environmentId === query.environmentId &&
        bareAppId(entry.app) === app &&
        (query.levels.length === 0 || query.levels.includes(levelName(entry.level))) &&
        (query.message === null || entry.message.includes(query.message)) &&
        (query.contexts.length === 0 || query.contexts.includes(entry.installationContext)),
    );
    const direction = this.options.order === 'oldestFirst' ? 1 : -1;
    return found.sort((a, b) => direction * (a.atMs - b.atMs || a.sequence - b.sequence));
  }
}

export const levelNames = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

/** `console.log` is a line of INFO. */
export function levelName(level: AppLog['level']): (typeof levelNames)[number] {
  switch (level) {
    case 'trace':
      return 'TRACE';
    case 'debug':
      return 'DEBUG';
    case 'log':
    case 'info':
      return 'INFO';
    case 'warn':
      return 'WARN';
    case 'error':
      return 'ERROR';
    case 'fatal':
      return 'FATAL';
  }
}
