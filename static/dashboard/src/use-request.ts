import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, AnswerError } from '../../../src/admin/contract/contract';
import { StrangeAnswerError } from './strange-answer';

/** How a page stands with its answer. `unreachable` and `strange` never left the page; the rest is the app's word. */
export type Trouble = AnswerError | 'unreachable' | 'strange';

export type Outcome<T> = { ok: true; data: T } | { ok: false; trouble: Trouble };

/** Asks, and says how it went: the one way from a question to what the page knows afterwards. Never rejects. */
export async function outcomeOf<T>(ask: () => Promise<Answer<T>>): Promise<Outcome<T>> {
  try {
    const answer = await ask();
    return answer.ok ? { ok: true, data: answer.data } : { ok: false, trouble: answer.error };
  } catch (error) {
    return { ok: false, trouble: error instanceof StrangeAnswerError ? 'strange' : 'unreachable' };
  }
}

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

const ready = <T>(data: T): Loaded<T> => ({
  phase: 'ready',
  data,
  receivedAtMs: Date.now(),
  trouble: null,
});

/**
 * Asks, then every 30 s while the page can be seen unless it is to be asked once. A hidden page asks nothing; it catches up when it
 * is shown.
 * @param known reads what the question's answer is already, so that it is drawn at once; `null` from it where nothing is known
 */
export function useRequest<T>(
  ask: () => Promise<Answer<T>>,
  { once = false, known }: { once?: boolean; known?: () => T | null } = {},
): Loader<T> {
  const [state, setState] = useState<Loaded<T>>(() => {
    const data = known?.() ?? null;
    return data === null ? { phase: 'loading' } : ready(data);
  });
  const [refreshing, setRefreshing] = useState(true);
  const askedAtMs = useRef(0);
  /** Only the newest question may speak: an answer that was overtaken is dropped. */
  const newest = useRef(0);

  const replace = useCallback((data: T) => {
    newest.current += 1;
    setRefreshing(false);
    // What was known already is not drawn again.
    setState((before) =>
      before.phase === 'ready' && before.data === data && before.trouble === null ? before : ready(data),
    );
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
    void outcomeOf(ask).then((outcome) => {
      if (mine !== newest.current) return;
      if (outcome.ok) replace(outcome.data);
      else fail(outcome.trouble);
      setRefreshing(false);
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
    const timer = once ? null : window.setInterval(tick, refreshMs);
    if (!once) document.addEventListener('visibilitychange', tick);
    return () => {
      newest.current += 1;
      if (timer !== null) window.clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [question, refresh, once]);

  return { state, refreshing, refresh, replace };
}

export type Saving =
  | { state: 'idle' }
  | { state: 'busy' }
  /** What to say of it. */
  | { state: 'done'; words: string }
  | { state: 'failed'; trouble: Trouble };

export interface Saver {
  saving: Saving;
  /** Asks, then says how it went; `said` makes the words of the answer and takes it in. */
  run: <T>(ask: () => Promise<Answer<T>>, said: (data: T) => string) => Promise<void>;
}

/** Something that an administrator sets going, and how it stands. */
export function useSaving(): Saver {
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  return {
    saving,
    run: async (ask, said) => {
      setSaving({ state: 'busy' });
      // Taking it in may fail, too, as a download can: that must not leave it busy for good.
      const outcome = await outcomeOf(async () => {
        const answer = await ask();
        return answer.ok ? { ...answer, data: said(answer.data) } : answer;
      });
      setSaving(
        outcome.ok ? { state: 'done', words: outcome.data } : { state: 'failed', trouble: outcome.trouble },
      );
    },
  };
}
