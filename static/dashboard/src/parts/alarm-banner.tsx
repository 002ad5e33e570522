import { useSyncExternalStore } from 'react';
import { hearAlarms, latestAlarms } from '../alarms';
import { hourMs } from '../../../../src/time';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { Message } from './message';
import { WallLink } from './wall-link';

/** Above every page, while a pool runs dry. It comes with the page's own answer. */
export function AlarmBanner() {
  const words = useWords();
  const { text, format } = words;
  const latest = useSyncExternalStore(hearAlarms, latestAlarms);
  if (latest === null) return null;
  const { alarms, resetAtMs } = latest;
  return alarms.map(({ pool, status, enforcement }) =>
    status === 'watch' || status === 'near' || status === 'exhausted' ? (
      <Message
        key={JSON.stringify(pool)}
        kind={status === 'exhausted' ? 'error' : 'warning'}
        actions={
          status === 'exhausted' && enforcement !== 'beta' ? (
            <WallLink wall={{ pool, hourStartMs: resetAtMs - hourMs }}>{text.incident.open}</WallLink>
          ) : undefined
        }
      >
        {text.banner[status]({ pool: poolName({ pool }, words), at: format.utcTime(resetAtMs) })}
        {enforcement === 'beta' && ` ${text.banner.beta}`}
      </Message>
    ) : null,
  );
}
