/** The folder in which the development cloud keeps its storage: one program at a time, and safe against being killed. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { list, record, text } from '../emulator/cloud/untrusted';
import type { Installation } from '../emulator/forge/installation';
import { ProgramError } from './options';

export interface CloudState {
  demo: Installation[];
  gauge: Installation[];
  /** Up to here the site has lived, epoch milliseconds. */
  livedUntilMs: number;
}

const databaseParts = ['', '-wal', '-shm', '-journal'];

export class DataFolder {
  constructor(private readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  get databaseFile(): string {
    return join(this.path, 'storage.db');
  }

  /** Of the page of all sites: its figures stay over a start, as an owner's do. */
  get fleetFolder(): string {
    return join(this.path, 'fleet');
  }

  /** A history in the making. It takes the database's place when it is complete, so that half of one is never shown. */
  get unfinishedFile(): string {
    return join(this.path, 'unfinished.db');
  }

  /** @throws ProgramError while another development cloud works in this folder. */
  lock(pid: number): void {
    const file = join(this.path, 'lock');
    try {
      writeFileSync(file, String(pid), { flag: 'wx' });
      return;
    } catch {
      const holder = Number(readFileSync(file, 'utf8'));
      if (Number.isInteger(holder) && holder > 0 && holder !== pid && isRunning(holder)) {
        throw new ProgramError(
          `Another development cloud (process ${holder}) uses ${this.path}. Stop it, or give this one a folder of its own with --data.`,
        );
      }
    }
    // Left behind by a process that was killed.
    writeFileSync(file, String(pid));
  }

  unlock(): void {
    rmSync(join(this.path, 'lock'), { force: true });
  }

  forget(): void {
    rmSync(this.stateFile, { force: true });
    this.removeDatabase(this.databaseFile);
    this.removeDatabase(this.unfinishedFile);
    rmSync(this.fleetFolder, { recursive: true, force: true });
  }

  beginUnfinished(): void {
    this.removeDatabase(this.unfinishedFile);
  }

  /** Both closed by now. */
  finish(): void {
    this.removeDatabase(this.databaseFile);
    for (const part of databaseParts) {
      if (existsSync(this.unfinishedFile + part))
        renameSync(this.unfinishedFile + part, this.databaseFile + part);
    }
  }

  /** `null` when there is no usable history. */
  readState(): CloudState | null {
    if (!existsSync(this.stateFile) || !existsSync(this.databaseFile)) return null;
    try {
      const state = record(JSON.parse(readFileSync(this.stateFile, 'utf8')));
      const demo = readInstallations(state.demo);
      const gauge = readInstallations(state.gauge);
      const { livedUntilMs } = state;
      if (demo.length === 0 || gauge.length === 0 || typeof livedUntilMs !== 'number') return null;
      return { demo, gauge, livedUntilMs };
    } catch {
      return null;
    }
  }

  /** Replaced in one step: a kill in between leaves the old one. */
  writeState(state: CloudState): void {
    const unfinished = `${this.stateFile}.new`;
    writeFileSync(unfinished, JSON.stringify(state));
    renameSync(unfinished, this.stateFile);
  }

  private get stateFile(): string {
    return join(this.path, 'state.json');
  }

  private removeDatabase(file: string): void {
    for (const part of databaseParts) rmSync(file + part, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process: it runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readInstallations(value: unknown): Installation[] {
  return list(value).flatMap((entry) => {
    const { id, cloudId, siteUrl, installedAtMs } = record(entry);
    const known = [text(id), text(cloudId), text(siteUrl)] as const;
    if (known.includes(null) || typeof installedAtMs !== 'number') return [];
    const [knownId, knownCloud, knownUrl] = known as readonly [string, string, string];
    const environmentType = 'PRODUCTION';
    return [{ id: knownId, cloudId: knownCloud, siteUrl: knownUrl, environmentType, installedAtMs }];
  });
}
