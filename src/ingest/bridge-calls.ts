import { otherTemplate } from '../usage/keys';
import { mostPlaces, placePattern } from '../bridge-client/lists-in-body';
import { bridgeProducts, longestBridgePath, mostBridgeCalls, type BridgeCall } from '../bridge-client/wire';
import { observe, type Account, type SeenCall } from '../calls/observe';
import { askedInLists, pathAsking } from '../costs/asked';
import { findEntry, type Found } from '../costs/lookup';
import { headerSource } from '../headers/source';
import { methods, type Observation } from '../model';
import { isRecord } from '../object';

/** Calls of one installation that one process books in a minute: any ordinary user may send, so nobody may flood. */
const mostCallsAMinute = 1_000;
const keptInstallations = 500;
const longestHeader = 500;
const mostHeaders = 30;
/** Older calls are not of this page's last flush; they would be booked into hours that are over. */
const oldestMs = 5 * 60_000;
const longestLatencyMs = 10 * 60_000;

/** What a page sent, as far as it can be taken at its word; `refused` counts the rest. */
export function readBridgeCalls(payload: unknown): { calls: BridgeCall[]; refused: number } {
  const sent: unknown = isRecord(payload) ? payload['calls'] : null;
  if (!Array.isArray(sent)) return { calls: [], refused: 0 };
  const all: unknown[] = sent;
  const calls = all.slice(0, mostBridgeCalls).flatMap((call) => readCall(call) ?? []);
  return { calls, refused: all.length - calls.length };
}

/** A call that a page told of. */
export interface SaidCall {
  /** What of it counts: on its own route, and without what its headers said, since nobody vouches for a browser. */
  call: Observation;
  /** The same with its headers: a wait in them is for other pages, and for seconds only. */
  claim: Observation;
}

/**
 * What a page tells of a call, as far as it counts. Names come from the catalogue: a path that is not in it is `{other}`, so that
 * nobody can fill the account with made-up ones.
 */
export function saidByPage(call: BridgeCall, nowMs: number, account: Account): SaidCall {
  const found = findEntry(call.product, call.method, call.path);
  const claim = observe(seenByPage(call, found, nowMs), account, found);
  const template = found.entry === null ? otherTemplate : claim.template;
  return { call: { ...claim, limits: null, template }, claim };
}

/**
 * A call of the page as it was seen: priced as a call of the back end would be, which the account never charges. What its answer
 * held a page cannot vouch for, so it is a range.
 */
function seenByPage(call: BridgeCall, { entry }: Found, nowMs: number): SeenCall {
  const { product, method, status, latencyMs, agoMs, headers, asks = {} } = call;
  const asked = askedInLists(entry, asks);
  const path = asked === null ? call.path : pathAsking(call.path, asked);
  return {
    ...{ product, route: 'forge.bridge', trigger: 'person', tag: null, method, path },
    ...{ atMs: nowMs - agoMs, latencyMs, status, headers: headerSource(headers) },
    ...{ objects: null, namedPoints: null },
  };
}

/** Holds each installation to its calls a minute. */
export class BridgeCap {
  private readonly minutes = new Map<string, { minute: number; calls: number }>();

  /** How many of so many calls may be booked now. */
  take(installationId: string, wanted: number, nowMs: number): number {
    const minute = Math.floor(nowMs / 60_000);
    const known = this.minutes.get(installationId);
    if (known === undefined && this.minutes.size >= keptInstallations) this.minutes.clear();
    const used = known?.minute === minute ? known.calls : 0;
    const taken = Math.min(wanted, mostCallsAMinute - used);
    this.minutes.set(installationId, { minute, calls: used + taken });
    return taken;
  }
}

function readCall(value: unknown): BridgeCall | null {
  if (!isRecord(value)) return null;
  const { path, status, latencyMs, agoMs } = value;
  const product = bridgeProducts.find((known) => known === value['product']);
  const method = methods.find((known) => known === value['method']);
  if (product === undefined || method === undefined) return null;
  if (typeof path !== 'string' || path.length > longestBridgePath) return null;
  if (status !== null && !(isBetween(status, 100, 599) && Number.isInteger(status))) return null;
  if (!isBetween(latencyMs, 0, longestLatencyMs) || !isBetween(agoMs, 0, oldestMs)) return null;
  // A page whose clock is `performance.now()` has fractions of milliseconds, and the account has whole ones.
  const times = { latencyMs: Math.round(latencyMs), agoMs: Math.round(agoMs) };
  const asks = readAsks(value['asks']);
  return {
    ...{ product, method, path, status, ...times, headers: readHeaders(value['headers']) },
    ...(Object.keys(asks).length === 0 ? {} : { asks }),
  };
}

function readAsks(value: unknown): Record<string, number> {
  if (!isRecord(value)) return {};
  const found = Object.entries(value).slice(0, mostPlaces);
  return Object.fromEntries(
    found.filter(
      (pair): pair is [string, number] =>
        placePattern.test(pair[0]) && isBetween(pair[1], 0, 999_999) && Number.isInteger(pair[1]),
    ),
  );
}

function isBetween(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** A header that is odd is left out, not the call. */
function readHeaders(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  const found = Object.entries(value).slice(0, mostHeaders);
  return Object.fromEntries(
    found.filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && pair[1].length <= longestHeader && pair[0].length <= longestHeader,
    ),
  );
}
