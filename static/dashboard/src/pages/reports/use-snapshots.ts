import { useEffect, useState } from 'react';
import type { SnapshotsAnswer } from '../../../../../src/admin/contract/contract';
import { askSnapshots } from '../../api';
import type { Trouble } from '../../use-answer';

export interface Snapshots {
  /** `null` before the first answer. */
  answer: SnapshotsAnswer | null;
  trouble: Trouble | null;
  take: (answer: SnapshotsAnswer) => void;
}

/** Which months are kept, asked once. */
export function useSnapshots(): Snapshots {
  const [answer, setAnswer] = useState<SnapshotsAnswer | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    let isGone = false;
    askSnapshots(null)
      .then((first) => {
        if (isGone) return;
        if (first.ok) setAnswer(first.data);
        else setTrouble(first.error);
      })
      .catch(() => {
        if (!isGone) setTrouble('unreachable');
      });
    return () => {
      isGone = true;
    };
  }, []);
  return { answer, trouble, take: setAnswer };
}
