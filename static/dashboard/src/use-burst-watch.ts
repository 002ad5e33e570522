import { useCallback, useEffect, useRef, useState } from 'react';
import type { WatchReading } from '../../../src/bridge-client/burst-watch';
import { productOfLine } from '../../../src/bridge-client/watched-reads';
import { lane } from './product-calls';

export interface BurstWatch {
  readings: readonly WatchReading[];
  isRunning: boolean;
  /** The reader of the answers could not be fetched: the page is older than what the app serves, or the network is gone. */
  isBroken: boolean;
  start: (line: string) => void;
  stop: () => void;
}

/** Reads for nothing but the headers; the bridge carries them, and the account books each call. */
async function read(line: string): Promise<Response> {
  const request = productOfLine(line) === 'jira' ? lane.requestJira : lane.requestConfluence;
  return request(line.slice('GET '.length), { method: 'GET' });
}

/** A watch of this page. It ends when somebody leaves the page or looks at another tab: nobody is there to see it. */
export function useBurstWatch(): BurstWatch {
  const [readings, setReadings] = useState<readonly WatchReading[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  /** Ends the watch that runs, if any. */
  const end = useRef<() => void>(() => undefined);
  const stop = useCallback(() => {
    end.current();
  }, []);

  useEffect(() => {
    const look = () => {
      if (document.hidden) stop();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop();
    };
  }, [stop]);

  const start = (line: string) => {
    let isStopped = false;
    let endPause: () => void = () => undefined;
    end.current = () => {
      isStopped = true;
      endPause();
    };
    setReadings([]);
    setIsBroken(false);
    setIsRunning(true);
    const pause = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        endPause = resolve;
        window.setTimeout(resolve, milliseconds);
      });
    void import('../../../src/bridge-client/burst-watch')
      .then(({ watchBurst }) =>
        watchBurst(line, {
          ...{ read, pause, nowMs: () => Date.now(), isStopped: () => isStopped },
          tell: (reading) => {
            setReadings((known) => [...known, reading]);
          },
        }),
      )
      .catch(() => {
        setIsBroken(true);
      })
      .finally(() => {
        setIsRunning(false);
        void lane.flush();
      });
  };

  return { readings, isRunning, isBroken, start, stop };
}
