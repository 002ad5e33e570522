import { errorStatus } from '../calls/error-status';
import { forwardedHeaders } from '../calls/forwarded-headers';
import { readMethod } from '../calls/method';
import { headerSource, type HeadersLike } from '../headers/source';
import { listsInBody } from './lists-in-body';
import {
  longestBridgePath,
  mostBridgeCalls,
  type BridgeBatch,
  type BridgeCall,
  type BridgeProduct,
  type BridgeWait,
  readWaits,
} from './wire';

/** What the lane uses of a response. */
interface BridgeResponse {
  status: number;
  /** As far as the host hands them on, in any shape. */
  headers?: HeadersLike;
}

type BridgeRequest<Init, Response> = (path: string, init?: Init) => Promise<Response>;

export interface LaneOptions<Init, Response extends BridgeResponse> {
  /** `requestJira` and `requestConfluence` of `@forge/bridge`. */
  requestJira: BridgeRequest<Init, Response>;
  requestConfluence: BridgeRequest<Init, Response>;
  /** Hands a batch to the app, as `invoke('bridgeCalls', batch)` does, and gives back its receipt. Its failure is nobody's business but the account's. */
  send: (batch: BridgeBatch) => Promise<unknown>;
  nowMs: () => number;
  /** Runs something later, as `setTimeout` does. */
  later: (run: () => void, milliseconds: number) => void;
}

export interface BridgeLane<Init, Response> {
  requestJira: BridgeRequest<Init, Response>;
  requestConfluence: BridgeRequest<Init, Response>;
  /** Sends what waits. Call it when the page is hidden; else it happens every ten seconds in which there were calls. */
  flush: () => Promise<void>;
  /**
   * Milliseconds for which a call to this endpoint should be held, since the app met a limit of the site there, as it said with
   * the last batch; 0: none is known. Nothing is held by itself.
   */
  heldMs: (endpoint: Pick<BridgeWait, 'product' | 'method' | 'template'>) => number;
  /** Calls whose batch could not be handed over. They are not sent again, since the first try may have arrived. */
  readonly lostCalls: number;
}

const flushEveryMs = 10_000;

/**
 * The page's own calls, counted: not charged to the app, but worth knowing. Arguments, result and errors are the
 * bridge's; a fault of the lane stays with the lane.
 */
export function createBridgeLane<
  Init extends { method?: string; body?: unknown },
  Response extends BridgeResponse,
>(options: LaneOptions<Init, Response>): BridgeLane<Init, Response> {
  const { send, nowMs, later } = options;
  let waiting: { call: Omit<BridgeCall, 'agoMs'>; answeredAtMs: number }[] = [];
  let isDue = false;
  let lostCalls = 0;
  let held: (BridgeWait & { untilMs: number })[] = [];

  const flush = async (): Promise<void> => {
    isDue = false;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostBridgeCalls);
      waiting = waiting.slice(mostBridgeCalls);
      const sentAtMs = nowMs();
      const calls = batch.map(({ call, answeredAtMs }) => ({
        ...call,
        agoMs: Math.max(0, sentAtMs - answeredAtMs),
      }));
      try {
        const waits = readWaits(await send({ calls }));
        held = waits.map((wait) => ({ ...wait, untilMs: nowMs() + wait.retryInMs }));
      } catch {
        lostCalls += calls.length;
      }
    }
  };

  const keep = (call: Omit<BridgeCall, 'agoMs' | 'latencyMs'>, startedAtMs: number): void => {
    const answeredAtMs = nowMs();
    waiting.push({ call: { ...call, latencyMs: Math.max(0, answeredAtMs - startedAtMs) }, answeredAtMs });
    if (waiting.length >= mostBridgeCalls) void flush();
    else if (!isDue) {
      isDue = true;
      later(() => void flush(), flushEveryMs);
    }
  };

  const watch =
    (product: BridgeProduct, request: BridgeRequest<Init, Response>): BridgeRequest<Init, Response> =>
    async (path, ...init) => {
      const startedAtMs = attempt(nowMs) ?? 0;
      const seen = (status: number | null, headers: Record<string, string>): void => {
        attempt(() => {
          const method = readMethod(init[0]?.method);
          const asks = attempt(() => listsInBody(init[0]?.body)) ?? {};
          const call = { product, method, path: path.slice(0, longestBridgePath), status, headers };
          keep({ ...call, ...(Object.keys(asks).length === 0 ? {} : { asks }) }, startedAtMs);
        });
      };
      try {
        const response = await request(path, ...init);
        seen(response.status, attempt(() => limitHeaders(response)) ?? {});
        return response;
      } catch (error) {
        seen(errorStatus(error), {});
        throw error;
      }
    };

  return {
    requestJira: watch('jira', options.requestJira),
    requestConfluence: watch('confluence', options.requestConfluence),
    flush,
    heldMs: ({ product, method, template }) =>
      held
        .filter((wait) => wait.product === product && wait.method === method && wait.template === template)
        .reduce((longest, { untilMs }) => Math.max(longest, untilMs - nowMs()), 0),
    get lostCalls() {
      return lostCalls;
    },
  };
}

function limitHeaders({ headers }: BridgeResponse): Record<string, string> {
  return (headers === undefined ? null : forwardedHeaders(headerSource(headers))) ?? {};
}

/** A fault of the lane stays with the lane: the page gets its answer, and the call is not counted. */
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
