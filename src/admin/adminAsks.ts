import { isMeteringOff, readState, writeSettings } from '../ledger/settings';
import type { MeteredApi } from '../meter/meteredApi';
import { deleteAccount, exportAccount, importAccount } from './account';
import { checkAnswer, type CheckDesk } from './installationCheck';
import type { Ask, AskName, SettingsAnswer, SettingsChange } from './contract';
import { endpointsAnswer } from './endpointsAnswer';
import { experimentAnswer } from './experiment';
import { limitsAnswer } from './limitsAnswer';
import type { GaugeFacts } from './load';
import { readDeleteAccount, readExportAccount, readImportAccount } from './readAccountAsk';
import { changePrices, pricesAnswer } from './pricesAnswer';
import { readAsk } from './readAsk';
import { readCheckAsk } from './readCheckAsk';
import { readChangePrices } from './readChangePrices';
import { readChangeSources } from './readChangeSources';
import { readEndpointsAsk } from './readEndpointsAsk';
import { readExperimentAsk } from './readExperimentAsk';
import { readReportAsk } from './readReportAsk';
import { readSnapshotsAsk } from './readSnapshotsAsk';
import { readRoutingAsk } from './readRoutingAsk';
import { readSaveSettings } from './readSaveSettings';
import { reportAnswer } from './reportAnswer';
import { routingAnswer } from './routingAnswer';
import { snapshotsAnswer } from './snapshotsAnswer';
import { readTakenAsk, takenAnswer } from './takenAnswer';
import { changed, settingsAnswer } from './settingsAnswer';
import { changeSources, sourcesAnswer } from './sources';

/** What the answers to administrators are made of. */
export interface Desk extends Omit<CheckDesk, 'api' | 'nowMs'> {
  api: Pick<MeteredApi, 'asApp' | 'asUser'>;
  facts: () => GaugeFacts;
  /** The installation whose invocation is running. */
  installationId: () => string;
  /** Tells this process what the settings of its installation are. */
  onMetering: (installationId: string, isOff: boolean) => void;
  nowMs: () => number;
}

export interface AdminAsk {
  grant: string | undefined;
  answer: (desk: Desk) => Promise<unknown>;
}

type Read = (payload: unknown, nowMs: number) => AdminAsk;

function ask<A extends Ask>(
  read: (payload: unknown, nowMs: number) => A,
  answer: (ask: A, desk: Desk) => Promise<unknown>,
): Read {
  return (payload, nowMs) => {
    const asked = read(payload, nowMs);
    return { grant: asked.grant, answer: (desk) => answer(asked, desk) };
  };
}

/** The asks that only administrators get an answer to: how the payload is read, and what answers it. */
export const adminAsks: Readonly<Record<Exclude<AskName, 'overview' | 'bridgeCalls'>, Read>> = {
  endpoints: ask(readEndpointsAsk, (asked, { nowMs }) => endpointsAnswer(nowMs(), asked)),
  limits: ask(readAsk, (_, { nowMs }) => limitsAnswer(nowMs())),
  settings: ask(readAsk, (_, { nowMs, facts }) => settingsAnswer(nowMs(), facts())),
  saveSettings: ask(readSaveSettings, ({ change }, desk) => saveSettings(change, desk)),
  exportAccount: ask(readExportAccount, (asked, { nowMs }) => exportAccount(asked, nowMs())),
  importAccount: ask(readImportAccount, (asked, { nowMs }) => importAccount(asked, nowMs())),
  deleteAccount: ask(readDeleteAccount, (_, { nowMs }) => deleteAccount(nowMs())),
  sources: ask(readAsk, (_, { nowMs }) => sourcesAnswer(nowMs())),
  changeSources: ask(readChangeSources, ({ change }, { nowMs }) => changeSources(change, nowMs())),
  prices: ask(readAsk, (_, { nowMs }) => pricesAnswer(nowMs())),
  changePrices: ask(readChangePrices, ({ change }, { nowMs }) => changePrices(change, nowMs())),
  report: ask(readReportAsk, (asked, { nowMs, facts, installationId }) =>
    reportAnswer(nowMs(), asked, facts(), installationId()),
  ),
  snapshots: ask(readSnapshotsAsk, ({ wish }) => snapshotsAnswer(wish)),
  taken: ask(readTakenAsk, ({ wish }) => takenAnswer(wish)),
  routing: ask(readRoutingAsk, (asked, { nowMs }) => routingAnswer(nowMs(), asked)),
  installationCheck: ask(readCheckAsk, ({ wish }, desk) => checkAnswer(wish, desk)),
  experiment: ask(readExperimentAsk, ({ wish }, { nowMs, api }) => experimentAnswer(nowMs, wish, api)),
};

async function saveSettings(change: SettingsChange, desk: Desk): Promise<SettingsAnswer> {
  const { settings } = await readState();
  const after = changed(settings, change, desk.nowMs());
  await writeSettings(after);
  desk.onMetering(desk.installationId(), isMeteringOff(after));
  return settingsAnswer(desk.nowMs(), desk.facts());
}
