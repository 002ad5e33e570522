import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, AnswerError } from '../../../src/admin/contract/contract';
import { StrangeAnswerError } from './api';

/** How a page stands with its answer. `unreachable` and `strange` never left the page; the rest is the app's word. */
export type Trouble = AnswerError | 'unreachable' | 'strange';

export type Loaded<T> =
  | { phase: 'loading' }
  | { phase: 'failed'; trouble: Trouble }
  /** `trouble`: the last refresh failed, the data is that of the one before. */
  | { phase: 'ready'; data: T; receivedAtMs: number; trouble: Trouble | null };

export interface Loader<T> {
  state: Loaded<T>;
  refreshing: boolean;
  refresh: () => void;
  /** Puts an answer in place that came another way, such as that of a save. */
  replace: (data: T) => void;
}

const refreshMs = 30_000;

/** Asks once, then every 30 s while the page can be seen. A hidden page asks nothing; it catches up when it is shown. */
export function useAnswer<T>(ask: () => Promise<Answer<T>>): Loader<T> {
  const [state, setState] = useState<Loaded<T>>({ phase: 'loading' });
  const [refreshing, setRefreshing] = useState(true);
  const askedAtMs = useRef(0);
  /** Only the newest question may speak: an answer that was overtaken is dropped. */
  const newest = useRef(0);

  const replace = useCallback((data: T) => {
    newest.current += 1;
    setRefreshing(false);
    setState({ phase: 'ready', data, receivedAtMs: Date.now(), trouble: null });
  }, []);

  const question = useCallback(() => {
    const mine = (newest.current += 1);
    askedAtMs.current = Date.now();
    const fail = (trouble: Trouble) => {
      setState((before) => {
        const refused = typeof trouble === 'object' && trouble.code === 'notAdmin';
        return before.phase === 'ready' && !refused ? { ...before, trouble } : { phase: 'failed', trouble };
      });
    };
    void ask()
      .then((answer) => {
        if (mine !== newest.current) return;
        if (answer.ok) replace(answer.data);
        else fail(answer.error);
      })
      .catch((error: unknown) => {
        if (mine === newest.current) fail(error instanceof StrangeAnswerError ? 'strange' : 'unreachable');
      })
      .finally(() => {
        if (mine === newest.current) setRefreshing(false);
      });
  }, [ask, replace]);

  const refresh = useCallback(() => {
    setRefreshing(true);
    question();
  }, [question]);

  useEffect(() => {
    const tick = () => {
      if (!document.hidden && Date.now() - askedAtMs.current >= refreshMs) refresh();
    };
    question();
    const timer = window.setInterval(tick, refreshMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      newest.current += 1;
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [question, refresh]);

  return { state, refreshing, refresh, replace };
}
