import { useSyncExternalStore } from 'react';
import { hearAlarms, latestAlarms } from '../alarms';
import { hourMs } from '../../../../src/time';
import { bannerSentence } from '../sentences/banner';
import { useWords } from '../words';
import { Message } from './message';
import { WallLink } from './wall-link';

/** Above every page, while a pool runs dry. It comes with the page's own answer. */
export function AlarmBanner() {
  const words = useWords();
  const { text } = words;
  const latest = useSyncExternalStore(hearAlarms, latestAlarms);
  if (latest === null) return null;
  const { alarms, resetAtMs } = latest;
  return alarms.map((alarm) => {
    const { pool, status, enforcement } = alarm;
    const said = bannerSentence(alarm, resetAtMs, words);
    return said === null ? null : (
      <Message
        key={JSON.stringify(pool)}
        kind={status === 'exhausted' ? 'error' : 'warning'}
        actions={
          status === 'exhausted' && enforcement !== 'beta' ? (
            <WallLink wall={{ pool, hourStartMs: resetAtMs - hourMs }}>{text.incident.open}</WallLink>
          ) : undefined
        }
      >
        {said}
      </Message>
    );
  });
}
