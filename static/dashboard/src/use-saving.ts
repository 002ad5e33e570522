import { useState } from 'react';
import type { Answer } from '../../../src/admin/contract/contract';
import type { Trouble } from './use-answer';

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
      try {
        const answer = await ask();
        setSaving(
          answer.ok
            ? { state: 'done', words: said(answer.data) }
            : { state: 'failed', trouble: answer.error },
        );
      } catch {
        setSaving({ state: 'failed', trouble: 'unreachable' });
      }
    },
  };
}
