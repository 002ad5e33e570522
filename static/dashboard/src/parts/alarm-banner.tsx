import { askWarnings } from '../api';
import { poolName } from '../sentences/pool';
import { useAnswer } from '../use-answer';
import { useWords } from '../words';
import { Message } from './message';

/** Above every page, while a pool runs dry. Who may not know it, or cannot be told now, sees the page without it. */
export function AlarmBanner() {
  const words = useWords();
  const { text, format } = words;
  const { state } = useAnswer(askWarnings);
  if (state.phase !== 'ready') return null;
  const { alarms, resetAtMs } = state.data;
  return alarms.map(({ pool, status, enforcement }) =>
    status === 'watch' || status === 'near' || status === 'exhausted' ? (
      <Message key={JSON.stringify(pool)} kind={status === 'exhausted' ? 'error' : 'warning'}>
        {text.banner[status](poolName({ pool }, words), format.utcTime(resetAtMs))}
        {enforcement === 'beta' && ` ${text.banner.beta}`}
      </Message>
    ) : null,
  );
}
