import { isAlarm, type AlarmsView } from '../../../../src/admin/contract/contract';
import { poolName } from './pool';
import type { Words } from '../words';

type AlarmView = AlarmsView['alarms'][number];

/** What the banner says of an alarm; `null` for a status that is none. */
export function bannerSentence(
  { pool, status, reachedPercent, enforcement }: Omit<AlarmView, 'sinceMs'>,
  resetAtMs: number,
  words: Words,
): string | null {
  const { text, format } = words;
  if (!isAlarm(status)) return null;
  const facts = { pool: poolName({ pool }, words), at: format.utcTime(resetAtMs) };
  const said =
    status === 'near' && reachedPercent !== undefined
      ? text.banner.reached({ ...facts, percent: format.percent(reachedPercent / 100) })
      : text.banner[status](facts);
  return enforcement === 'beta' ? `${said} ${text.banner.beta}` : said;
}
