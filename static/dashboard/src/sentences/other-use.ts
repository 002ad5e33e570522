import type {
  BackupsView,
  LimitsAnswer,
  MinuteUse,
  OtherLimit,
} from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

type Use = Pick<LimitsAnswer, 'minuteUse' | 'backups'>;

/** What was reported of a system, one line for each app and type; one that says so where nothing was. */
export function otherUse(system: OtherLimit['system'], { minuteUse, backups }: Use, words: Words): string[] {
  const { text, format } = words;
  switch (system) {
    case 'backlog':
    case 'oneStack': {
      const lines = minuteUse.filter((use) => use.system === system).map((use) => useLine(use, words));
      return lines.length === 0 ? [text.limits.noneSeen] : lines;
    }
    case 'backup':
      if (backups === null) return [text.unknownFigure];
      return [backups.lastBackupAtMs === null ? text.limits.noneSeen : backupLine(backups, words)];
    case 'restore': {
      if (backups === null) return [text.unknownFigure];
      const { restores, restoresLeft } = backups;
      if (restores === 0) return [text.limits.noneSeen];
      return [
        text.limits.others.restores({ made: format.count(restores), left: format.count(restoresLeft) }),
      ];
    }
    case 'userSearch':
    case 'bulkOperations':
      return [text.limits.others.amongBursts];
    case 'license':
      return [text.limits.others.notMetered];
  }
}

/** Whether anything of such a limit was seen in this installation. */
export function isOtherMet(system: OtherLimit['system'], { minuteUse, backups }: Use): boolean {
  switch (system) {
    case 'backlog':
    case 'oneStack':
      return minuteUse.some((use) => use.system === system);
    case 'backup':
      return backups !== null && backups.lastBackupAtMs !== null;
    case 'restore':
      return backups !== null && backups.restores > 0;
    case 'userSearch':
    case 'bulkOperations':
    case 'license':
      return false;
  }
}

function useLine(use: MinuteUse, { text, format }: Words): string {
  const say = text.limits.others;
  const parts: string[] = [];
  if (use.freeRequests > 0) parts.push(say.free({ n: format.count(use.freeRequests) }));
  if (use.refusedRequests > 0) parts.push(say.refused({ n: format.count(use.refusedRequests) }));
  if (use.leastRoom !== null) {
    const left = format.count(use.leastRoom.remainingRequests);
    const { limitRequests } = use.leastRoom;
    parts.push(
      limitRequests === null ? say.room({ left }) : say.roomOf({ left, of: format.count(limitRequests) }),
    );
  }
  const who = [use.app, use.tenant, use.type].filter((part) => part !== null).join(' · ');
  return say.use({
    who,
    n: use.requests,
    requests: format.count(use.requests),
    of: parts.length === 0 ? '' : ` (${parts.join(', ')})`,
  });
}

function backupLine(backups: BackupsView, { text, format }: Words): string {
  const say = text.limits.others;
  const last = say.lastBackup({ at: format.utcTime(backups.lastBackupAtMs ?? 0) });
  const next = backups.allowed
    ? say.backupNow
    : say.nextBackup({ at: format.utcTime(backups.nextPlannedAtMs) });
  return `${last}, ${next}`;
}
