import { useSyncExternalStore } from 'react';
import { hearAlarms, latestAlarms } from '../alarms';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { Message } from './message';

/** Above every page, while a pool runs dry. It comes with the page's own answer. */
export function AlarmBanner() {
  const words = useWords();
  const { text, format } = words;
  const latest = useSyncExternalStore(hearAlarms, latestAlarms);
  if (latest === null) return null;
  const { alarms, resetAtMs } = latest;
  return alarms.map(({ pool, status, enforcement }) =>
    status === 'watch' || status === 'near' || status === 'exhausted' ? (
      <Message key={JSON.stringify(pool)} kind={status === 'exhausted' ? 'error' : 'warning'}>
        {text.banner[status]({ pool: poolName({ pool }, words), at: format.utcTime(resetAtMs) })}
        {enforcement === 'beta' && ` ${text.banner.beta}`}
      </Message>
    ) : null,
  );
}
