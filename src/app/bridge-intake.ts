import { otherTemplate } from '../usage/keys';
import type { BridgeReceipt } from '../bridge-client/wire';
import type { PriceOverrides } from '../costs/overrides';
import { BridgeCap, readBridgeCalls, saidByPage } from '../ingest/bridge-calls';
import type { RunningInstallation } from '../forge-client/installation';
import type { Waits } from '../forge-client/waits';
import type { Observation } from '../model';

interface BridgeIntakeOptions {
  /** The installation whose invocation is running; `null` outside of one. */
  running: () => RunningInstallation | null;
  /** Books the call and nothing else: no alarm, operation, rate or pair comes of what a browser says. */
  book: (installationId: string, call: Observation) => void;
  waits: Waits;
  /** Prices that an installation measured and took over, as far as this process knows. */
  pricesOf: (installationId: string) => PriceOverrides | undefined;
  nowMs: () => number;
}

/** Takes what pages tell of their own calls. It only writes: the answer says how many were booked and what to wait for. */
export function createBridgeIntake({ running, book, waits, pricesOf, nowMs }: BridgeIntakeOptions) {
  const cap = new BridgeCap();
  return (payload: unknown): BridgeReceipt => {
    const { calls, refused } = readBridgeCalls(payload);
    const installation = running();
    if (installation === null) return { booked: 0, refused: refused + calls.length, waits: [] };
    const { installationId, environment } = installation;
    const atMs = nowMs();
    const booked = cap.take(installationId, calls.length, atMs);
    const account = { app: 'own', environment, overrides: pricesOf(installationId) };
    for (const told of calls.slice(0, booked)) {
      const { call, claim } = saidByPage(told, atMs, account);
      book(installationId, call);
      if (call.template !== otherTemplate) waits.noteSaid(installationId, claim, atMs);
    }
    const left = refused + calls.length - booked;
    return { booked, refused: left, waits: waits.current(installationId, atMs) };
  };
}
