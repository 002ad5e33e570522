import { linePrice } from '../../fleet-line/line-price';
import { schemaVersion } from '../../usage/schema';
import { coverageOf } from '../../insights/pools/coverage';
import { keepJudgement } from '../../ledger/assess';
import { readAdminLog } from '../../ledger/admin-log';
import { listQuarantined } from '../../ledger/quarantine';
import { knownPrices } from '../../ledger/prices';
import { switchMetering, type Settings, type StoredState } from '../../ledger/settings';
import { hourlyQuota } from '../../limits/tiers';
import { adminLogView } from '../contract/admin-log-view';
import type { SettingsAnswer, SettingsChange } from '../contract/contract';
import { loadDay, loadPools, meteringOf } from './load';
import type { GaugeFacts } from '../gauge-facts';
import { probeCallsAnHour, probePointsAnHour } from '../experiment/probe-price';
import type { Incident } from '../../insights/incidents/incident';
import type { WorkItemView } from '../contract/settings-view';

/**
 * @param who the person who looks, as the log names them
 * @param isChanged whether the settings were changed just now: the pools are judged anew then
 */
export async function settingsAnswer(
  nowMs: number,
  facts: GaugeFacts,
  who: string | null,
  isChanged = false,
): Promise<SettingsAnswer> {
  const day = await loadDay(nowMs, { withLists: true });
  const { state, reading } = day;
  const { pools } = await loadPools(day, nowMs);
  // A threshold that was changed holds from here on, also for whoever is warned without a look at the page.
  if (isChanged) await keepJudgement(state.statusLog, pools, nowMs);
  const quarantined = await listQuarantined(100);
  const log = await readAdminLog();
  const { isProbeOn, isFleetLineOn, stated, thresholds, retention } = state.settings;
  const { edition, users } = stated;
  return {
    readAtMs: nowMs,
    metering: meteringOf(state, facts),
    probe: {
      on: isProbeOn,
      callsAnHour: probeCallsAnHour,
      pointsAnHour: probePointsAnHour(await knownPrices()),
    },
    fleetLine: { state: fleetLineState(isFleetLineOn, facts), price: linePrice },
    stated: {
      ...stated,
      tier2Points: edition === null ? null : hourlyQuota({ tier: 2, edition, users }),
    },
    thresholds,
    retention: { ...retention },
    workItem: workItemView(state),
    integrity: {
      ...reading.integrity,
      unreadableValues: reading.integrity.unreadableValues + quarantined.length,
    },
    unread: reading.unread,
    pools,
    coverage: coverageOf([...reading.hours.values()].map(({ usage }) => usage)),
    version: state.settingsVersion,
    log: adminLogView(log, who),
    versions: { app: facts.appVersion, schema: schemaVersion },
  };
}

function fleetLineState(isOn: boolean, { fleetLineOffBy }: GaugeFacts): SettingsAnswer['fleetLine']['state'] {
  if (fleetLineOffBy !== null) return fleetLineOffBy === 'app' ? 'offByApp' : 'offByEnvironment';
  return isOn ? 'on' : 'off';
}

/** The settings as they are after the change; what it does not name stays. */
export function changed(settings: Settings, change: SettingsChange, nowMs: number): Settings {
  const { metering, probe, fleetLine, tier, edition, users, thresholds, hourDays, dayDays, workItem } =
    change;
  const { stated, retention } = settings;
  const switched = metering === undefined ? settings : switchMetering(settings, metering, nowMs);
  return {
    ...switched,
    isProbeOn: probe === undefined ? settings.isProbeOn : probe === 'on',
    isFleetLineOn: fleetLine === undefined ? settings.isFleetLineOn : fleetLine === 'on',
    stated: {
      tier: tier === undefined ? stated.tier : tier,
      edition: edition === undefined ? stated.edition : edition,
      users: users === undefined ? stated.users : users,
    },
    thresholds: thresholds ?? settings.thresholds,
    retention: {
      hourDays: hourDays ?? retention.hourDays,
      dayDays: dayDays ?? retention.dayDays,
    },
    workItem:
      workItem === undefined
        ? settings.workItem
        : { isOn: workItem.on, projectKey: workItem.projectKey, savedAtMs: nowMs },
  };
}

/** What Settings shows of the work items that warn. */
function workItemView({ settings, incidents: book }: StoredState): WorkItemView {
  const { isOn, projectKey, savedAtMs } = settings.workItem;
  const { trouble, incidents } = book;
  return {
    on: isOn,
    projectKey,
    trouble: trouble !== null && trouble.atMs >= savedAtMs ? trouble : null,
    incidents: incidents.map((incident) => ({
      pool: incident.pool,
      sinceMs: incident.sinceMs,
      state: stateOf(incident),
    })),
  };
}

function stateOf({ ended, itemId }: Incident): WorkItemView['incidents'][number]['state'] {
  return ended ?? (itemId === null ? 'waiting' : 'made');
}
