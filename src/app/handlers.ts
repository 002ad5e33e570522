import { getAppContext, webTrigger } from '@forge/api';
import type Resolver from '@forge/resolver';
import { checkInstallation } from '../admin/pages/installation-check';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import type { GaugeFacts } from '../admin/gauge-facts';
import { makeMonthlySnapshot } from '../admin/pages/monthly-snapshot';
import { renewPrices } from '../admin/pages/prices-answer';
import { createResolver } from '../admin/resolver';
import { isImportRunning } from '../ledger/import-state';
import { noteArrival } from '../ledger/last-check';
import { withVersion, writeSeenVersions, type SeenVersion } from '../ledger/seen-versions';
import { rollUp } from '../ledger/roll-up';
import {
  countedBy,
  isMeteringOff,
  readState,
  rememberSince,
  type Settings,
  type StoredState,
} from '../ledger/settings';
import { isRetentionHour, applyRetention } from '../ledger/retention';
import type { Gauge } from './gauge';
import { callProbe, pushProbeStep, stepsAnHour } from './probe';
import { followIncidents, hasOpenIncidents } from './incidents';
import { createPrograms, isAlarmFunctionOn, runAlarmFunction, type ProgramHandlers } from './programs';
import { createNoticeIntake } from './notice-intake';
import type { NoticeOutput } from './pool-notices';
import { createReports, type StaticOutput } from './reports';
import { redeliveredAfterMs } from './requeued';
import { pushCheck, pushRollUp, RollUpRequests, urgentDelaySeconds } from './roll-up-requests';
import { sayWhereForgeApiIsTwice } from './startup';
import { isWatched, watchPools } from './watch';
import { isRecord } from '../object';

type Handler = (event: unknown) => Promise<void>;

/** The functions that the manifest names. */
export interface GaugeHandlers {
  /** The functions of the page. What they ask and answer is between the page and the app, and no type of an app that embeds them. */
  resolver: ReturnType<Resolver['getDefinitions']>;
  sweep: Handler;
  rollup: Handler;
  probe: Handler;
  probeStep: Handler;
  lifecycle: Handler;
  /** The static web trigger that back ends report to. */
  ingest: (event: unknown) => Promise<StaticOutput>;
  /** Of a manifest for programs alone: REST APIs of the app, actions for agents, and what runs while a pool is near or empty. */
  programs: ProgramHandlers;
  /** The static web trigger by which the app's owner tells this site of the pool. */
  notice: (event: unknown) => Promise<NoticeOutput>;
}

/** A run takes 500 records; a busy hour's sweep takes several runs, and leaves the rest to the next event. */
const runsPerSweep = 10;
/** A busy hour's value is as large as a hundred records: written for fewer, it would cost more than they did. */
const leastRecordsPerEvent = 200;

/** An hourly schedule takes what a roll-up left; Forge delivers a failed event again for 24 hours. */
const sweptAfterMs = 3_600_000;

export function createHandlers(gauge: Gauge): GaugeHandlers {
  sayWhereForgeApiIsTwice();
  const installationId = (): string => getAppContext().installationAri.installationId;

  const facts = (): GaugeFacts => ({
    appName: gauge.appName,
    appVersion: getAppContext().appVersion,
    isOffByEnvironment: gauge.isOffByEnvironment,
    fleetLineOffBy: gauge.fleetLines.offBy,
  });

  function learn(id: string, settings: Settings): void {
    gauge.metering.learn(id, isMeteringOff(settings));
    gauge.fleetLines.learn(id, settings.isFleetLineOn);
  }

  const checkContext = {
    api: gauge,
    contexts: () => getAppContext().installation?.contexts.map(String) ?? null,
    pushCheck,
    nowMs: () => Date.now(),
  };

  const resolver = createResolver({
    ...checkContext,
    bridgeCalls: gauge.bridgeCalls,
    dropHeld: gauge.dropHeld,
    testListeners: gauge.testListeners,
    judgeSoon: () => pushRollUp(urgentDelaySeconds),
    installationId,
    onSettings: learn,
    facts,
  });

  const programs = createPrograms({ api: gauge, facts, installationId, nowMs: () => Date.now() });

  const reports = createReports({
    installationId,
    isOff: (id) => gauge.isOffByEnvironment || gauge.metering.isOff(id),
    requests: new RollUpRequests(),
    nowMs: () => Date.now(),
  });

  /** @param leastRecords fewer are left to the hourly sweep */
  async function takeWaiting(leastRecords: number): Promise<StoredState> {
    const state = await readState();
    const { settings, recordingSinceMs, importing } = state;
    let firstChanged: HourNumber | null = null;
    learn(installationId(), settings);
    if (isImportRunning(importing, Date.now())) return state;
    if (!gauge.isOffByEnvironment && !isMeteringOff(settings)) await noteVersion(state.versions);
    for (let run = 0; run < runsPerSweep; run += 1) {
      const report = await rollUp({
        nowMs: Date.now(),
        isCounted: countedBy(settings),
        leastRecords,
      });
      if (report.firstHour !== null) firstChanged = Math.min(firstChanged ?? Infinity, report.firstHour);
      if (recordingSinceMs === null && report.firstHour !== null)
        await rememberSince(startOfHourMs(report.firstHour));
      if (report.failedHours.length > 0) {
        const hours = report.failedHours
          .map((hour) => new Date(startOfHourMs(hour)).toISOString())
          .join(', ');
        console.warn(`Points Gauge: these hours could not be rolled up now, their records stay: ${hours}`);
      }
      if (report.quarantined > 0)
        console.warn(
          `Points Gauge: ${report.quarantined} stored values could not be read and were set aside.`,
        );
      // Nothing moved: another run would read the same again.
      if (!report.more || report.deletedRecords === 0) {
        await judge(firstChanged !== null || leastRecords > 0, state, firstChanged, leastRecords === 0);
        return state;
      }
    }
    await pushRollUp();
    await judge(true, state, firstChanged, leastRecords === 0);
    return state;
  }

  /** One write for each version. What could not be written is noted by the next run. */
  async function noteVersion(seen: readonly SeenVersion[]): Promise<void> {
    const known = withVersion(seen, getAppContext().appVersion, Date.now());
    if (known !== seen) await writeSeenVersions(known).catch(() => undefined);
  }

  /** An hour without a call and without an alarm costs nothing more. */
  async function judge(
    hasNews: boolean,
    { statusLog, settings, incidents }: StoredState,
    firstChanged: HourNumber | null,
    isSweep: boolean,
  ): Promise<void> {
    const { workItem, stated } = settings;
    if (!hasNews && !isWatched(statusLog) && !hasOpenIncidents(workItem, incidents)) return;
    const nowMs = Date.now();
    try {
      const { log, hours, pools, thresholds } = await watchPools(nowMs);
      await gauge.tellAlarms(pools, thresholds, nowMs);
      const isMeasured = [hourOf(nowMs) - 1, hourOf(nowMs)].some(
        (hour) => (hours.get(hour)?.usage.pairs.length ?? 0) > 0,
      );
      // Hourly, and only where the counter spoke of late: a quiet site costs nothing more.
      if (isSweep && isMeasured) await renewPrices(nowMs).catch(sayNotRenewed);
      gauge.fleetLines.printHours(installationId(), hours, stated, firstChanged, nowMs);
      if (isAlarmFunctionOn(process.env)) await runAlarmFunction(log, nowMs).catch(sayNotRun);
      const context = { api: gauge, appName: gauge.appName, workItem, book: incidents };
      await followIncidents({ ...context, log, thresholds, nowMs });
    } catch (error) {
      console.warn('Points Gauge: the pools could not be judged now, or not be warned of.', error);
    }
  }

  async function sweep(): Promise<void> {
    const { settings } = await takeWaiting(0);
    await noticeIntake.sayAddress();
    if (!isRetentionHour(Date.now()) && !settings.isSnapshotOn) return;
    // An import may have begun meanwhile.
    const state = await readState();
    if (isImportRunning(state.importing, Date.now())) return;
    if (isRetentionHour(Date.now())) await applyRetention(Date.now(), state.settings.retention);
    await makeMonthlySnapshot(Date.now(), state, facts(), installationId());
  }

  const noticeIntake = createNoticeIntake(gauge, { getUrl: (key) => webTrigger.getUrl(key), pushRollUp });

  /** `step` counts from 0 within the hour. */
  async function probe(step: number): Promise<void> {
    const { settings } = await readState();
    learn(installationId(), settings);
    if (!settings.isProbeOn || isMeteringOff(settings) || gauge.isOffByEnvironment) return;
    await callProbe(gauge);
    if (step + 1 < stepsAnHour) await pushProbeStep(step + 1);
  }

  /** After an installation or an upgrade. What is found wrong is said on the page, and keeps nothing from going on. */
  async function arrive(): Promise<void> {
    await sweep();
    // Where the app's developers switched it off, it writes nothing by itself.
    if (gauge.isOffByEnvironment) return;
    try {
      await checkInstallation(checkContext, 'installation');
    } catch (error) {
      console.warn('Points Gauge: the check of this installation could not be kept.', error);
    }
  }

  return {
    resolver: gauge.withGauge('person', (event, more) => {
      const { context } = event as { context?: unknown };
      if (isRecord(context)) gauge.fleetLines.noteSite(installationId(), context['siteUrl'], Date.now());
      return resolver(event, more);
    }),
    sweep: gauge.withGauge('schedule', sweep),
    rollup: gauge.withGauge('event', async (event: unknown) => {
      const { check } = bodyOf(event);
      if (typeof check === 'string') await noteArrival(check, Date.now());
      // The hourly sweep has been there meanwhile.
      else if ((redeliveredAfterMs(event, Date.now()) ?? 0) < sweptAfterMs)
        await takeWaiting(leastRecordsPerEvent);
    }),
    probe: gauge.withGauge('schedule', () => probe(0)),
    probeStep: gauge.withGauge('schedule', async (event: unknown) => {
      // A step that failed ends the hour's chain: its later deliveries would run beside the chain of the next hour.
      if (redeliveredAfterMs(event, Date.now()) === null) await probe(stepOf(event));
    }),
    lifecycle: gauge.withGauge('event', arrive),
    ingest: gauge.withGauge('external', reports),
    programs: {
      apiPools: gauge.withGauge('external', programs.apiPools),
      apiDrains: gauge.withGauge('external', programs.apiDrains),
      actPools: gauge.withGauge('person', programs.actPools),
      actDrains: gauge.withGauge('person', programs.actDrains),
      alarm: gauge.withGauge('event', programs.alarm),
    },
    notice: gauge.withGauge('external', (event: unknown) => {
      const { appAri, environmentAri } = getAppContext();
      const here = { appId: appAri.appId, environmentId: environmentAri.environmentId, nowMs: Date.now() };
      return noticeIntake.take(event, installationId(), here);
    }),
  };
}

/** The next judgement runs it. */
function sayNotRun(error: unknown): void {
  console.warn(
    'Points Gauge: the function for alerts could not be run; does the manifest have its consumer?',
    error,
  );
}

/** Prices stay what they are until the next hour. */
function sayNotRenewed(error: unknown): void {
  console.warn('Points Gauge: measured prices could not be renewed now.', error);
}

/** An event that is not ours ends the hour's chain instead of starting another. */
function stepOf(event: unknown): number {
  const { step } = bodyOf(event);
  return Number.isInteger(step) ? (step as number) : stepsAnHour;
}

/** Of an async event; empty where there is none. */
function bodyOf(event: unknown): Record<string, unknown> {
  const body = isRecord(event) ? event['body'] : null;
  return isRecord(body) ? body : {};
}
