import { startOfHourMs } from '../account/hour';
import { schemaVersion } from '../account/schema';
import { endpointViews } from '../analysis/endpoints';
import { hourViews } from '../analysis/hourViews';
import { lastHours } from '../analysis/period';
import { poolViews } from '../analysis/pools';
import { recentThrottles } from '../analysis/throttles';
import { kvsLedgerStore } from '../ledger/kvsStore';
import { readHours, type LedgerReading } from '../ledger/readHours';
import { countedBy, isMeteringOff, readState, type StoredState } from '../ledger/settings';
import type { EndpointsAnswer, OverviewAnswer, SettingsAnswer } from './contract';
import { probeCallsAnHour, probePointsAnHour } from './probePrice';

/** What every answer needs to know of the gauge it is for. */
export interface GaugeFacts {
  appName: string | null;
  appVersion: string | null;
  isOffByEnvironment: boolean;
}

const shownHours = 24;
const topEndpoints = 5;
const shownThrottles = 10;

interface Loaded {
  state: StoredState;
  reading: LedgerReading;
}

/** Four storage calls at most for a day: state, waiting records, hours, and the grant's secret elsewhere. */
async function load(nowMs: number): Promise<Loaded> {
  const state = await readState();
  const reading = await readHours(kvsLedgerStore, lastHours(nowMs, shownHours), countedBy(state.settings));
  return { state, reading };
}

export async function overviewAnswer(
  nowMs: number,
  facts: GaugeFacts,
  totalsOnly: boolean,
): Promise<OverviewAnswer> {
  const { state, reading } = await load(nowMs);
  const { hours, books } = reading;
  const pools = poolViews(hours, nowMs);
  const firstHour = [...hours.keys()].sort((a, b) => a - b)[0];
  return {
    readAtMs: nowMs,
    whose: { kind: facts.appName === null ? 'ownOnly' : 'embedded', appName: facts.appName },
    metering: meteringOf(state, facts),
    pools,
    hours: hourViews(
      hours,
      lastHours(nowMs, shownHours),
      pools.map(({ pool }) => pool),
    ),
    topEndpoints: totalsOnly ? [] : endpointViews(hours).slice(0, topEndpoints),
    throttles: totalsOnly ? [] : recentThrottles(hours, shownThrottles),
    books,
    missingHoursMs: reading.missingHours.map(startOfHourMs),
    totalsOnly,
    recordingSinceMs: state.recordingSinceMs ?? (firstHour === undefined ? null : startOfHourMs(firstHour)),
  };
}

export async function endpointsAnswer(nowMs: number): Promise<EndpointsAnswer> {
  const { reading } = await load(nowMs);
  const [first = 0] = lastHours(nowMs, shownHours);
  return {
    readAtMs: nowMs,
    fromMs: startOfHourMs(first),
    toMs: nowMs,
    endpoints: endpointViews(reading.hours),
    missingHoursMs: reading.missingHours.map(startOfHourMs),
    books: reading.books,
  };
}

export async function settingsAnswer(nowMs: number, facts: GaugeFacts): Promise<SettingsAnswer> {
  const { state, reading } = await load(nowMs);
  return {
    readAtMs: nowMs,
    metering: meteringOf(state, facts),
    probe: {
      on: state.settings.isProbeOn,
      callsAnHour: probeCallsAnHour,
      pointsAnHour: probePointsAnHour(),
    },
    books: reading.books,
    versions: { app: facts.appVersion, schema: schemaVersion },
  };
}

function meteringOf({ settings }: StoredState, facts: GaugeFacts): OverviewAnswer['metering'] {
  if (facts.isOffByEnvironment) return 'offByEnvironment';
  return isMeteringOff(settings) ? 'off' : 'on';
}
