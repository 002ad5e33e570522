import { useCallback, useEffect, useRef, useState } from 'react';
import type { Period, ReportAnswer } from '../../../../../src/admin/contract';
import { askReport, StrangeAnswerError } from '../../api';
import type { Loaded } from '../../use-answer';

/** Asks once for each period: a report is of a moment, and refreshing it under the reader's hands would change it. */
export function useReport(period: Period): { state: Loaded<ReportAnswer>; retry: () => void } {
  const [state, setState] = useState<Loaded<ReportAnswer>>({ phase: 'loading' });
  /** Only the newest question may speak. */
  const newest = useRef(0);
  const question = useCallback(() => {
    const mine = (newest.current += 1);
    askReport({ period })
      .then((answer): Loaded<ReportAnswer> => {
        if (!answer.ok) return { phase: 'failed', trouble: answer.error };
        return { phase: 'ready', data: answer.data, receivedAtMs: Date.now(), trouble: null };
      })
      .catch((error: unknown): Loaded<ReportAnswer> => {
        return { phase: 'failed', trouble: error instanceof StrangeAnswerError ? 'strange' : 'unreachable' };
      })
      .then((next) => {
        if (mine === newest.current) setState(next);
      })
      .catch(() => undefined);
  }, [period]);
  useEffect(() => {
    question();
    return () => {
      newest.current += 1;
    };
  }, [question]);
  const retry = useCallback(() => {
    setState({ phase: 'loading' });
    question();
  }, [question]);
  return { state, retry };
}
