/** Every question of the page to its app goes through here, and the grant with it. */
import { invoke } from '@forge/bridge';
import type {
  AccountDeleted,
  AccountExport,
  AccountImport,
  Answer,
  CheckAnswer,
  AskName,
  EndpointsAnswer,
  EndpointsAsk,
  ExperimentAnswer,
  ExperimentAsk,
  ExportAccountAsk,
  ImportAccountAsk,
  IncidentAnswer,
  IncidentAsk,
  LimitsAnswer,
  OverviewAnswer,
  OverviewAsk,
  PricesAnswer,
  PricesChange,
  ReportAnswer,
  ReportAsk,
  RoutingAnswer,
  SettingsAnswer,
  SettingsChange,
  SnapshotsAnswer,
  SnapshotsAsk,
  AppliedAdviceAnswer,
  AppliedAdviceAsk,
  SourcesAnswer,
  SourcesChange,
  WarningTestAnswer,
  WhatIfChoice,
} from '../../../src/admin/contract/contract';
import { tellAlarms } from './alarms';
import { isAnswer } from './answers';
import { StrangeAnswerError } from './strange-answer';

/** Proof that the person is an administrator, as the last answer gave it. In memory only: it dies with the page. */
let grant: string | null = null;
let lastWithoutGrant: Promise<unknown> = Promise.resolve();

async function ask<T>(name: AskName, body: object = {}): Promise<Answer<T>> {
  const asked = invoke(name, grant === null ? { ...body } : { ...body, grant });
  if (grant === null) lastWithoutGrant = asked.catch(() => undefined);
  const answer: unknown = await asked;
  if (!isAnswer(answer)) throw new StrangeAnswerError(name);
  if (!answer.ok) {
    if (answer.error.code === 'notAdmin') grant = null;
    return answer;
  }
  grant = answer.grant ?? grant;
  if (answer.alarms != null) tellAlarms(answer.alarms);
  return { ...answer, data: answer.data as T };
}

/**
 * Asks for a part of a page. To ask the product who this is costs a call, so a part lets its page's own question bring the grant
 * instead of asking at the same time; where that takes too long it asks by itself.
 */
async function askPart<T>(name: AskName, body: object = {}): Promise<Answer<T>> {
  if (grant === null) await Promise.race([lastWithoutGrant, after(5_000)]);
  return ask(name, body);
}

const after = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });

export const askOverview = (command: OverviewAsk): Promise<Answer<OverviewAnswer>> =>
  ask('overview', command);
export const askEndpoints = (command: EndpointsAsk): Promise<Answer<EndpointsAnswer>> =>
  ask('endpoints', command);
export const askLimits = (): Promise<Answer<LimitsAnswer>> => ask('limits');
export const askIncident = (command: IncidentAsk): Promise<Answer<IncidentAnswer>> =>
  ask('incident', command);
export const askReport = (command: ReportAsk): Promise<Answer<ReportAnswer>> => ask('report', command);
export const askRouting = (command: {
  period: '24h' | '7d';
  whatIf: WhatIfChoice;
}): Promise<Answer<RoutingAnswer>> => ask('routing', command);
export const askSnapshots = (command: SnapshotsAsk['command']): Promise<Answer<SnapshotsAnswer>> =>
  askPart('snapshots', { command });
export const askAppliedAdvice = (
  command: AppliedAdviceAsk['command'],
): Promise<Answer<AppliedAdviceAnswer>> => askPart('taken', { command });
export const askSettings = (): Promise<Answer<SettingsAnswer>> => ask('settings');

/** Answers with the settings as they are afterwards. @param seen the `version` that the person had before their eyes */
export const saveSettings = (change: SettingsChange, seen: number): Promise<Answer<SettingsAnswer>> =>
  ask('saveSettings', { change, seen });

/** A remark on what happens now, drawn in the charts. Answers with the settings and the log as they are afterwards. */
export const writeNote = (note: string): Promise<Answer<SettingsAnswer>> => ask('note', { text: note });

/** Makes what the saved thresholds set off, once and marked as a test. */
export const testWarnings = (): Promise<Answer<WarningTestAnswer>> => ask('testWarnings');

export const askPrices = (): Promise<Answer<PricesAnswer>> => askPart('prices');
/** Answers with the prices as they are afterwards. */
export const changePrices = (change: PricesChange): Promise<Answer<PricesAnswer>> =>
  ask('changePrices', { change });

export const askCheck = (): Promise<Answer<CheckAnswer>> => askPart('installationCheck', { command: 'last' });
export const runCheck = (): Promise<Answer<CheckAnswer>> => ask('installationCheck', { command: 'run' });

export const askSources = (): Promise<Answer<SourcesAnswer>> => askPart('sources');
/** Answers with the sources as they are afterwards, and with a new secret, which is told this once. */
export const changeSources = (change: SourcesChange): Promise<Answer<SourcesAnswer>> =>
  ask('changeSources', { change });

export const exportAccount = (command: ExportAccountAsk): Promise<Answer<AccountExport>> =>
  ask('exportAccount', command);
export const importAccount = (command: ImportAccountAsk): Promise<Answer<AccountImport>> =>
  ask('importAccount', command);
export const deleteAccount = (): Promise<Answer<AccountDeleted>> =>
  ask('deleteAccount', { sure: 'delete everything' });

export const askExperiment = (command: ExperimentAsk): Promise<Answer<ExperimentAnswer>> =>
  askPart('experiment', { command });
