import { useEffect, useState } from 'react';

/** Time as the app's answer has it, carried on by this machine's clock: the two clocks need not agree. */
export function useNow(readAtMs: number, receivedAtMs: number): number {
  const [clockMs, setClockMs] = useState(receivedAtMs);
  useEffect(() => {
    const timer = window.setInterval(() => {
      setClockMs(Date.now());
    }, 10_000);
    return () => {
      window.clearInterval(timer);
    };
  }, []);
  return readAtMs + Math.max(0, clockMs - receivedAtMs);
}
