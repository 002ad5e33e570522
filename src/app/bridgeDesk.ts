import type { BridgeReceipt } from '../bridge/wire';
import { BridgeCap, observeBridgeCall, readBridgeCalls } from '../ingest/bridgeCalls';
import type { RunningInstallation } from '../meter/installation';
import type { Waits } from '../meter/waits';
import type { Observation } from '../model';

interface DeskOptions {
  /** The installation whose invocation is running; `null` outside of one. */
  running: () => RunningInstallation | null;
  book: (installationId: string, call: Observation) => void;
  waits: Waits;
  nowMs: () => number;
}

/** Takes what pages tell of their own calls. It only writes: the answer says how many were booked and what to wait for. */
export function createBridgeDesk({ running, book, waits, nowMs }: DeskOptions) {
  const cap = new BridgeCap();
  return (payload: unknown): BridgeReceipt => {
    const { calls, refused } = readBridgeCalls(payload);
    const installation = running();
    if (installation === null) return { booked: 0, refused: refused + calls.length, waits: [] };
    const { installationId, environment } = installation;
    const atMs = nowMs();
    const booked = cap.take(installationId, calls.length, atMs);
    for (const call of calls.slice(0, booked))
      book(installationId, observeBridgeCall(call, environment, atMs));
    const left = refused + calls.length - booked;
    return { booked, refused: left, waits: waits.current(installationId, atMs) };
  };
}
