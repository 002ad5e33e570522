import { asApp, asUser, requestConfluence, requestJira } from '@forge/api';
import type { BridgeReceipt } from '../bridge-client/wire';
import { OpenSet } from '../calls/open-set';
import { readTag } from '../calls/tag';
import { attempt } from '../ledger/attempt';
import { readProcessState } from '../ledger/process-state';
import type { PriceOverrides } from '../costs/overrides';
import { People } from '../ledger/people';
import { Writers } from '../ledger/writer';
import { runningInstallation } from '../forge-client/installation';
import { Meter, type Book } from '../forge-client/meter';
import { meteredApi, type MeteredApi } from '../forge-client/metered-api';
import { CallRates } from '../forge-client/rates';
import { currentScope, runInScope, personOf } from '../forge-client/scope';
import { Waits } from '../forge-client/waits';
import type { Threshold } from '../insights/pools/thresholds';
import type { PoolView } from '../insights/views';
import type { PoolId, Trigger } from '../model';
import type { PaceOptions } from '../pacing/rules';
import type { OperationName } from '../protocol/wire';
import { Alarms, thresholdAlarm, toldAlarm, type AlarmListener, type AlarmName } from './alarms';
import { createBridgeIntake } from './bridge-intake';
import { FleetLines, fleetLineOffBy } from './fleet-lines';
import { LongRun } from './long-run';
import { isOffByEnvironment, MeteringSwitch } from './metering';
import { SeenOperations, startOperation, type OperationChoice, type OperationStart } from './operations';
import { Paces, type PacedApi } from './paces';
import { noticeKeys, PoolNotices } from './pool-notices';
import { PriceBook } from './price-book';
import { RollUpRequests } from './roll-up-requests';
import { registerGauge } from './process-gauge';
import { SiteCounters, type CounterPort } from './site-counters';
import { sayOnceThatRuntimeIsMissing } from './startup';
import { WallRate } from './wall-rate';
import { within } from './within';

export interface GaugeOptions {
  /** The embedding app's name, shown on the page as the one whose calls these are. Left out: the gauge itself. */
  appName?: string;
  /**
   * Where the counters over all sites go: `internalMetrics` of `@forge/metrics`, in an app that has it and has registered them
   * (docs/cross-site.md). Left out: nothing is counted there.
   */
  counters?: CounterPort;
  /**
   * Whether the gauge prints each hour as a line into the app's log, where the app's owner may collect it from all sites
   * (docs/fleet.md). Left out: it does, unless the environment says `POINTS_GAUGE_FLEET_LINE=off` or a site's administrator switched it
   * off in Settings. `false`: on no site.
   */
  fleetLine?: boolean;
}

export interface Gauge extends MeteredApi {
  readonly appName: string | null;
  readonly metering: MeteringSwitch;
  readonly fleetLines: FleetLines;
  /** What the app's owner tells this site of its pools. */
  readonly notices: PoolNotices;
  /** Tells the listeners what was judged: a threshold that is reached, and what the app's owner said. Waits for them, and never fails. */
  tellAlarms: (pools: readonly PoolView[], thresholds: readonly Threshold[], nowMs: number) => Promise<void>;
  /** Calls the listeners of thresholds as a test, five seconds at most. */
  testListeners: (
    pool: PoolId,
    percents: readonly number[],
    nowMs: number,
  ) => Promise<{ heard: number; failed: number }>;
  readonly isOffByEnvironment: boolean;
  /**
   * The same calls, booked under a feature of the app: `const sync = gauge.tag('sync')`, then `sync.asApp()`. The tag belongs
   * to the api that makes the call and not to the invocation, so it stays right whatever runs at the same time. Names are cut
   * to 40 characters; name features, never people or issues: each name is kept for as long as the account is.
   */
  tag: (name: string) => MeteredApi;
  /**
   * The same calls inside the limits: they wait for their turn, go again where that helps, or fail with a `TryLaterError`. Make
   * one when the module loads, and derive the others with its `with`: what it knows of the limits is its own.
   */
  paced: (options?: PaceOptions) => PacedApi;
  /**
   * A backup or restore of this site is about to begin: says whether Jira will take it, warns or refuses by choice, and keeps
   * it for the next. Two storage reads and a write; where storage fails, nothing is known and nothing refused.
   * @throws BackupTooSoonError, RestoresUsedUpError only with `tooSoon: 'refuse'`
   */
  operation: (name: OperationName, choice?: OperationChoice) => Promise<OperationStart>;
  /**
   * Books what a page tells of its own calls: hand it the payload of a resolver function `bridgeCalls`, which any user of the
   * app may call. It answers nothing of the account. Wrap the resolver with `withGauge`, as always.
   */
  bridgeCalls: (payload: unknown) => BridgeReceipt;
  /** Forgets what this process has booked for the running installation and not stored: all that was recorded is being deleted. */
  dropHeld: () => void;
  /**
   * Hears of a pool that is near its limit or exhausted, as this process's own answers say it, or as the app's owner told this site, and with `threshold`
   * of a threshold of Settings that tells listeners, where a judgement in this process finds it reached:
   * once an hour, pool, name and threshold, after the call. The listener cannot harm the call; the invocation ends when it has ended, or five seconds later. Returns a
   * function that ends it.
   */
  on: (name: AlarmName, listener: AlarmListener) => () => void;
  /**
   * Wraps a function of the manifest: calls made while it runs are booked under the trigger, and stored when it ends,
   * whether it returns or throws. Result and error are the handler's own. Costs one awaited storage write where calls
   * were made, none where not; the wait is bounded.
   */
  withGauge: <Args extends unknown[], Result>(
    trigger: Trigger,
    handler: (...args: Args) => Result | Promise<Result>,
  ) => (...args: Args) => Promise<Result>;
}

/** Storage answers in tens of milliseconds. A flush that takes longer goes on by itself, or is repeated by the next. */
const longestFlushMs = 5_000;
/** Faults of the meter are bugs of ours: logged a few times, so that a bug in a hot path does not fill the log. */
const loggedFaults = 5;

/** One gauge a process: made when the module loads, used by every invocation. */
export function createGauge({ appName, counters: counterPort, fleetLine }: GaugeOptions = {}): Gauge {
  const writers = new Writers();
  const people = new People();
  /** By the scope of its invocation. */
  const longRuns = new WeakMap<object, LongRun>();
  const isOff = isOffByEnvironment(process.env);
  const metering = new MeteringSwitch();
  const requests = new RollUpRequests();
  const rates = new CallRates();
  const waits = new Waits();
  const seen = new SeenOperations();
  const counters = new SiteCounters();
  const wallRate = new WallRate();
  // One storage call gives both, so what Settings says of the lines is learned as often as the prices.
  const prices = new PriceBook(async () => {
    const running = runningInstallation();
    const state = await readProcessState();
    if (running !== null) fleetLines.learn(running.installationId, state.isFleetLineOn);
    return state.prices;
  });
  let faults = 0;
  const onFault = (error: unknown): void => {
    faults += 1;
    if (faults <= loggedFaults) console.error('Points Gauge: a call could not be metered.', error);
  };
  const fleetLines = new FleetLines(fleetLineOffBy(fleetLine, process.env), onFault);
  const notices = new PoolNotices(isOff ? [] : noticeKeys(process.env));
  const book: Book = (installationId, call, person) => {
    if (metering.isOff(installationId)) return;
    const writer = writers.of(installationId);
    if (person !== null) people.note(installationId, call, person, writer);
    const { route, pool, atMs, latencyMs } = call;
    const of = {
      installationId,
      product: pool.product,
      route,
      person,
      startedAtMs: atMs - latencyMs,
    };
    const calls = rates.note(of);
    waits.note(installationId, call);
    if (counterPort !== undefined) counters.note(installationId, call);
    const told = alarms.note(installationId, call);
    seen.note(installationId, call);
    wallRate.note(installationId, call);
    fleetLines.noteReading(installationId, call);
    if (calls !== null) call.contextCallsASecond = calls;
    writer.book(call);
    const scope = currentScope();
    const longRun = scope === null ? undefined : longRuns.get(scope);
    longRun?.callEnded(Date.now());
    if (told !== null) longRun?.hold(told);
  };
  const pricesOf = (installationId: string): PriceOverrides | undefined => prices.of(installationId);
  const alarms = new Alarms(onFault);
  const meter = new Meter({
    nowMs: () => Date.now(),
    onFault: (error) => {
      const running = runningInstallation();
      if (running !== null) counters.add(running.installationId, 'pg_lost_calls', 1);
      onFault(error);
    },
    book,
    pricesOf,
  });
  const paces = new Paces(isOff ? { watch: (request) => request } : meter, pricesOf, notices.isOn);
  const bridgeCalls = createBridgeIntake({
    running: runningInstallation,
    ...{ waits, pricesOf },
    nowMs: () => Date.now(),
    book: (installationId, call) => {
      if (isOff || metering.isOff(installationId)) return;
      const writer = writers.of(installationId);
      // Who sends is Forge's word, not the browser's.
      const person = currentScope()?.person ?? null;
      if (person !== null) people.note(installationId, call, person, writer);
      writer.book(call);
    },
  });

  async function flush(): Promise<void> {
    meter.settleOpenCalls();
    const running = runningInstallation();
    if (running === null) return;
    const { installationId } = running;
    await within([seen.keep(installationId)], longestFlushMs);
    const writer = writers.of(installationId);
    if (writer.isIdle) return;
    counters.add(installationId, 'pg_lost_records', writer.takeGivenUp());
    if (counterPort !== undefined) counters.emit(installationId, counterPort);
    const nowMs = Date.now();
    const stored = people.settle(installationId, writer).then(() => writer.flush(nowMs));
    // The sooner an alarm is judged, the likelier Jira still takes a work item about it.
    const chance = alarms.isFresh(installationId, nowMs) ? 0 : Math.random();
    const asked = requests.ask(installationId, nowMs, chance, wallRate.isWallNear(installationId, nowMs));
    await within([stored, asked, prices.refresh(installationId, nowMs)], longestFlushMs);
  }

  /** Calls whose body nobody read are booked now, which may raise an alarm; a listener may make calls of its own. */
  async function settle(longRun: LongRun): Promise<void> {
    meter.settleOpenCalls();
    while (!longRun.isIdle) {
      await longRun.settled();
      meter.settleOpenCalls();
    }
  }

  /** What is booked so far; calls whose body may still be read wait for the end. */
  async function flushSoFar(): Promise<void> {
    const running = runningInstallation();
    if (running === null) return;
    const { installationId } = running;
    const nowMs = Date.now();
    await writers.of(installationId).flush(nowMs);
    // An import runs for minutes within one invocation: its end would be too late to be warned of.
    if (wallRate.isWallNear(installationId, nowMs)) await requests.ask(installationId, nowMs, 0, true);
  }

  const apiFor = (tag: string | null): MeteredApi =>
    isOff ? { asApp, asUser, requestJira, requestConfluence } : meteredApi(meter, tag);
  const made: Gauge = {
    ...apiFor(null),
    tag: (name) => apiFor(readTag(name)),
    paced: (options = {}) => paces.api(options),
    appName: appName ?? null,
    metering,
    fleetLines,
    notices,
    tellAlarms: async (pools, thresholds, nowMs) => {
      const running = runningInstallation();
      if (running === null) return;
      const said = pools.flatMap((view) =>
        [toldAlarm(view, nowMs), thresholdAlarm(view, thresholds, nowMs)].filter((one) => one !== null),
      );
      const told = said.map((alarm) => alarms.tell(running.installationId, alarm));
      await within(
        told.filter((one) => one !== null),
        longestFlushMs,
      );
    },
    testListeners: async (pool, percents, nowMs) => {
      const tested = await attempt(() => alarms.test(pool, percents, nowMs), longestFlushMs);
      // One that takes longer runs on, as after a real alarm; it is called, and did not end in time.
      const heard = percents.length * alarms.listenersOf('threshold');
      return tested.kind === 'done' ? tested.value : { heard, failed: heard };
    },
    bridgeCalls,
    dropHeld: () => {
      meter.settleOpenCalls();
      const running = runningInstallation();
      if (running !== null) writers.drop(running.installationId);
    },
    on: (name, listener) => alarms.on(name, listener),
    operation: (name, choice = {}) => startOperation(name, choice, Date.now(), onFault),
    isOffByEnvironment: isOff,
    withGauge:
      (trigger, handler) =>
      (...args) => {
        const running = runningInstallation();
        if (running === null) sayOnceThatRuntimeIsMissing();
        const scope = { trigger, person: personOf(args), running, open: new OpenSet() };
        return runInScope(scope, async () => {
          const longRun = new LongRun(Date.now(), flushSoFar);
          longRuns.set(scope, longRun);
          try {
            return await handler(...args);
          } finally {
            await within([settle(longRun), paces.settled()], longestFlushMs);
            await flush().catch(onFault);
          }
        });
      },
  };
  registerGauge(made);
  return made;
}
