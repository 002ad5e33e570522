import type { OwnerPort } from '../cloud/owner/owner-options';
import type { LogEntry } from './forge-options';
import { contextAri } from './installation';
import { readConsoleLevel } from './isolate-globals';

/** A listener for `onLog` that hands what an app prints to the App logs API of an emulated cloud. */
export function sendLogsTo(
  owner: Pick<OwnerPort, 'log'>,
  app: { id: string; version: string },
): (entry: LogEntry) => void {
  return ({ atMs, level, invocationId, message, printedBy }) => {
    // What the host prints is no line of the app.
    if (printedBy === undefined || invocationId === null) return;
    const { installation, functionKey } = printedBy;
    owner.log({
      ...{ atMs, app: app.id, appVersion: app.version, invocationId, functionKey, message },
      environment: installation.environmentType,
      installationContext: contextAri(installation),
      level: readConsoleLevel(level),
      ...(installation.license === undefined
        ? {}
        : { licenseState: installation.license.active ? 'Active' : 'Inactive' }),
    });
  };
}
