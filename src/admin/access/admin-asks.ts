import type { AdminAction } from '../../ledger/admin-log';
import { attempt } from '../../ledger/attempt';
import { changeSettings, type Settings } from '../../ledger/settings';
import type { MeteredApi } from '../../forge-client/metered-api';
import type { Endpoint } from '../../model';
import type { Certainty } from './access';
import { deleteAccount, exportAccount, importAccount } from '../pages/account';
import { checkAnswer, type CheckContext } from '../pages/installation-check';
import type {
  Ask,
  AskName,
  SaveSettingsAsk,
  SettingsAnswer,
  SnapshotsAsk,
  SourcesChange,
} from '../contract/contract';
import {
  readAsk,
  readEndpointsAsk,
  readIncidentAsk,
  readReportAsk,
  readRoutingAsk,
} from '../contract/page-asks';
import { readChangePrices, readChangeSources, readSaveSettings } from '../contract/change-asks';
import {
  readCheckAsk,
  readDeleteAccount,
  readExportAccount,
  readImportAccount,
  readNoteAsk,
  readSnapshotsAsk,
  readAppliedAdviceAsk,
} from '../contract/record-asks';
import { readExperimentAsk } from '../contract/experiment-ask';
import { endpointsAnswer } from '../pages/endpoints-answer';
import { experimentAnswer } from '../experiment/experiment';
import { incidentAnswer } from '../pages/incident-answer';
import { testWarnings, type WarningTestContext } from '../incidents/warning-test';
import { limitsAnswer } from '../pages/limits-answer';
import type { GaugeFacts } from '../gauge-facts';
import { changePrices, pricesAnswer } from '../pages/prices-answer';
import { reportAnswer } from '../pages/report-answer';
import { routingAnswer } from '../pages/routing-answer';
import { snapshotsAnswer } from '../pages/snapshots-answer';
import { appliedAdviceAnswer } from '../pages/applied-advice-answer';
import { changed, settingsAnswer } from '../pages/settings-answer';
import { changeSources, sourcesAnswer } from '../pages/sources';

/** What the answers to administrators are made of. */
export interface AskContext extends Omit<CheckContext, 'api' | 'nowMs'> {
  api: Pick<MeteredApi, 'asApp' | 'asUser'>;
  facts: () => GaugeFacts;
  /** The installation whose invocation is running. */
  installationId: () => string;
  /** Tells this process what the settings of its installation are. */
  onSettings: (installationId: string, settings: Settings) => void;
  /** Calls the app's listeners of thresholds as a test. */
  testListeners: WarningTestContext['testListeners'];
  /** Has the pools judged within seconds, by a run of its own: work items and listeners follow it. */
  judgeSoon: () => Promise<void>;
  /** Forgets what this process has booked and not stored. */
  dropHeld: () => void;
  nowMs: () => number;
}

/** What an ask does beside telling. */
export interface Act {
  /** How sure it has to be that the person is an administrator. */
  certainty: Certainty;
  /** How it stands in the log of what administrators did; `null` for what was written down with its first part. */
  entry: { what: AdminAction; about: string } | null;
}

export interface AdminAsk {
  grant: string | undefined;
  /** `null` for an ask that only tells. */
  act: Act | null;
  /** @param who the person, as the log names them */
  answer: (context: AskContext, who: string | null) => Promise<unknown>;
}

type Read = (payload: unknown, nowMs: number) => AdminAsk;

function ask<A extends Ask>(
  read: (payload: unknown, nowMs: number) => A,
  answer: (ask: A, context: AskContext, who: string | null) => Promise<unknown>,
  act: (ask: A) => Act | null = () => null,
): Read {
  return (payload, nowMs) => {
    const asked = read(payload, nowMs);
    return {
      grant: asked.grant,
      act: act(asked),
      answer: (context, who) => answer(asked, context, who),
    };
  };
}

/** The asks that only administrators get an answer to: how the payload is read, what it does, and what answers it. */
export const adminAsks: Readonly<Record<Exclude<AskName, 'overview' | 'bridgeCalls'>, Read>> = {
  endpoints: ask(readEndpointsAsk, (asked, { nowMs }) => endpointsAnswer(nowMs(), asked)),
  limits: ask(readAsk, (_, { nowMs }) => limitsAnswer(nowMs())),
  incident: ask(readIncidentAsk, (asked, { nowMs, facts }) => incidentAnswer(nowMs(), asked, facts())),
  settings: ask(readAsk, (_, { nowMs, facts }, who) => settingsAnswer(nowMs(), facts(), who)),
  saveSettings: ask(
    readSaveSettings,
    (asked, context, who) => saveSettings(asked, context, who),
    ({ change }) => now('settings', Object.keys(change).join(', ')),
  ),
  exportAccount: ask(
    readExportAccount,
    (asked, { nowMs }) => exportAccount(asked, nowMs()),
    ({ at }) => (at === null ? { certainty: 'figures', entry: { what: 'export', about: '' } } : null),
  ),
  importAccount: ask(
    readImportAccount,
    (asked, { nowMs }) => importAccount(asked, nowMs()),
    // It needs an installation without an account, and to ask the product is a call that makes one.
    ({ part }) => ({ certainty: 'lately', entry: part === 0 ? { what: 'import', about: '' } : null }),
  ),
  deleteAccount: ask(
    readDeleteAccount,
    (_, context) => deleteAccount(context),
    () => now('delete'),
  ),
  sources: ask(readAsk, (_, { nowMs }) => sourcesAnswer(nowMs())),
  changeSources: ask(
    readChangeSources,
    ({ change }, { nowMs }) => changeSources(change, nowMs()),
    ({ change }) => now(`${change.kind}Source`, sourceText(change)),
  ),
  prices: ask(readAsk, (_, { nowMs }) => pricesAnswer(nowMs())),
  changePrices: ask(
    readChangePrices,
    ({ change }, { nowMs }) => changePrices(change, nowMs()),
    ({ change: { kind, endpoints } }) => now(`${kind}Prices`, endpointText(endpoints)),
  ),
  report: ask(readReportAsk, (asked, { nowMs, facts, installationId }) =>
    reportAnswer(nowMs(), asked, facts(), installationId()),
  ),
  snapshots: ask(readSnapshotsAsk, ({ command }) => snapshotsAnswer(command), snapshotAct),
  taken: ask(
    readAppliedAdviceAsk,
    ({ command }) => appliedAdviceAnswer(command),
    ({ command }) => (command === null ? null : now('noteAdvice', Object.keys(command).join(', '))),
  ),
  // The log is where it is kept: to write down what was done is all there is to do.
  note: ask(
    readNoteAsk,
    (_, { nowMs, facts }, who) => settingsAnswer(nowMs(), facts(), who),
    ({ text }) => now('note', text),
  ),
  testWarnings: ask(
    readAsk,
    (_, { api, facts, testListeners, nowMs }) =>
      testWarnings({ api, appName: facts().appName, testListeners, nowMs: nowMs() }),
    () => now('testWarnings'),
  ),
  routing: ask(readRoutingAsk, (asked, { nowMs }) => routingAnswer(nowMs(), asked)),
  installationCheck: ask(readCheckAsk, ({ command }, context) => checkAnswer(command, context)),
  experiment: ask(
    readExperimentAsk,
    ({ command }, { nowMs, api }) => experimentAnswer(nowMs, command, api),
    ({ command }) => (command.action === 'start' ? now('experiment') : null),
  ),
};

function now(what: AdminAction, about = ''): Act {
  return { certainty: 'now', entry: { what, about } };
}

function sourceText(change: SourcesChange): string {
  return change.kind === 'make' ? `${change.app}, ${change.environment}` : change.id;
}

function endpointText([first, ...others]: readonly Endpoint[]): string {
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `${first.method} ${first.template.slice(0, 60)}${more}`;
}

function snapshotAct({ command }: SnapshotsAsk): Act | null {
  if (command === null || 'open' in command) return null;
  return 'switch' in command ? now('keepMonths', command.switch) : now('deleteMonth', command.delete);
}

const longestEventMs = 2_500;

async function saveSettings(
  { change, seen }: SaveSettingsAsk,
  context: AskContext,
  who: string | null,
): Promise<SettingsAnswer> {
  const after = await changeSettings((settings) => changed(settings, change, context.nowMs()), seen);
  context.onSettings(context.installationId(), after);
  const answer = await settingsAnswer(context.nowMs(), context.facts(), who, true);
  // After the judgement is kept. Where Forge takes no event just now, the hourly run follows.
  if (change.thresholds !== undefined || change.workItem !== undefined)
    await attempt(context.judgeSoon, longestEventMs);
  return answer;
}
