import { isAlarm } from '../insights/forecast/status-log';
import { readAddressSaidAt, writeAddressSaidAt } from '../ledger/told';
import type { Here } from '../pool-notice/admit';
import type { PoolNotice } from '../pool-notice/notice';
import { dayMs } from '../time';
import { runningInstallation } from '../forge-client/installation';
import type { Gauge } from './gauge';
import { noticeTrigger, type NoticeOutput } from './pool-notices';

/** The address does not change; it is said again since logs are kept for two weeks only. */
const sayAgainMs = dayMs;
/** Beside the storage of the message. */
const judgedAfterSeconds = 1;

export interface NoticeIntake {
  take: (event: unknown, installationId: string, here: Here) => Promise<NoticeOutput>;
  /** Where the owner may tell this site something; never fails. */
  sayAddress: () => Promise<void>;
}

/** What the platform does for it. */
export interface NoticePorts {
  getUrl: (triggerKey: string) => Promise<string>;
  pushRollUp: (delayInSeconds: number) => Promise<void>;
}

export function createNoticeIntake(
  { notices, fleetLines }: Pick<Gauge, 'notices' | 'fleetLines'>,
  { getUrl, pushRollUp }: NoticePorts,
): NoticeIntake {
  return {
    take: async (event, installationId, here) => {
      const { outputKey, notice } = await notices.take(event, installationId, here);
      // Judged by an event, where nobody waits for it: the listeners, the work item and the log of alarms hear of it there.
      if (notice !== null && isWorthJudging(notice))
        await pushRollUp(judgedAfterSeconds).catch(() => undefined);
      return { outputKey };
    },
    sayAddress: async () => {
      const running = runningInstallation();
      if (running === null || !notices.isOn || !fleetLines.isOn(running.installationId)) return;
      try {
        const nowMs = Date.now();
        const saidAtMs = await readAddressSaidAt();
        if (saidAtMs !== null && nowMs - saidAtMs < sayAgainMs) return;
        fleetLines.printNoticeUrl(running.installationId, await getUrl(noticeTrigger));
        await writeAddressSaidAt(nowMs);
      } catch {
        // An app whose manifest has no such trigger has no address; storage that fails is asked again in an hour.
      }
    },
  };
}

/** A roll-up is paid for: what is calm is judged with the next. */
function isWorthJudging({ pools }: PoolNotice): boolean {
  return pools.some(({ status }) => isAlarm(status));
}
