/**
 * What the admin page asks and what it is told. The page imports types and lists from here and nothing else of the app.
 * Every figure is `low..likely..high` points or a count; unknown is `null`, never 0. Times are epoch milliseconds.
 */
export { measuredFile, type MeasuredRow } from '../costs/priceFile';
export { editions } from '../limits/tiers';
export { products, routes, triggers } from '../model';
export { settingBounds } from './settingsView';
export { sourceTexts } from './sourcesView';
export type { Choice, Choices } from '../analysis/choose';
export type { CallShare, EndpointDetail, EndpointName } from '../analysis/endpointViews';
export { projectKeyPattern } from '../analysis/projectKey';
export type { CoverageCounts, CoverageRow, CoverageView } from '../analysis/coverageViews';
export type { BackupsView } from '../analysis/backups';
export type { HeatView } from '../analysis/heat';
export type { MinuteUse } from '../analysis/minuteUse';
export type {
  BudgetLimit,
  BurstLimit,
  Finding,
  OtherLimit,
  QuotaLimit,
  Refusals,
} from '../analysis/limitViews';
export type { EndpointView, HourCell, HourView, PoolStatus, PoolView, ThrottleView } from '../analysis/views';
export type { GapCause, HourGap, MeasuredPriceView, PriceMoveView } from '../analysis/priceViews';
export { errorCodes } from './answerView';
export type { AlarmsView, Answer, AnswerError, Ask } from './answerView';
export { priceChanges } from './pageViews';
export type {
  ChangePricesAsk,
  ChangeSourcesAsk,
  DeleteAccountAsk,
  EndpointsAnswer,
  EndpointsAsk,
  ExportAccountAsk,
  ImportAccountAsk,
  LimitsAnswer,
  OverviewAnswer,
  OverviewAsk,
  PricesAnswer,
  PricesChange,
  ReportAnswer,
  ReportAsk,
  SaveSettingsAsk,
  SettingsAnswer,
  SourcesAnswer,
  WhoseView,
} from './pageViews';
export { accountBounds } from './accountView';
export type { AccountDeleted, AccountExport, AccountImport } from './accountView';
export type { AdminLogView } from './adminLogView';
export type { BooksView, UnreadView } from './booksView';
export { longestPeriodDays } from './periodView';
export type { Period } from './periodView';
export type { SettingsChange, SettingsView } from './settingsView';
export type { SourcesChange, SourceView } from './sourcesView';

/** Subpages, in the order of the sidebar. The first is the page's own address. */
export const pages = ['overview', 'endpoints', 'routing', 'limits', 'reports', 'settings'] as const;
export type PageName = (typeof pages)[number];

/** Resolver functions of the page. */
export const askNames = [
  'overview',
  'endpoints',
  'limits',
  'settings',
  'saveSettings',
  'exportAccount',
  'importAccount',
  'deleteAccount',
  'sources',
  'changeSources',
  'prices',
  'changePrices',
  'report',
  'snapshots',
  'taken',
  'routing',
  'experiment',
  'installationCheck',
  'bridgeCalls',
] as const;
export type AskName = (typeof askNames)[number];

export type { Advice } from '../analysis/adviceViews';
export type { PoolRoutes, RouteView } from '../analysis/routeViews';
export type { BreakKind, BudgetLoad, WhatIfView } from '../analysis/whatIfViews';
export type { CostBudget } from '../limits/charging';
export { countObjects } from '../costs/count';
export { experimentBounds, experimentRoutes, stepAt } from '../analysis/experiment';
export type { ExperimentCall } from '../analysis/experiment';
export type { ExperimentRow } from '../analysis/experimentSummary';
export type {
  BridgeMeasure,
  ExperimentAnswer,
  ExperimentAsk,
  ExperimentPlan,
  ExperimentRun,
  ExperimentSuggestion,
  StopReason,
} from './experimentViews';
export type { MovableEndpoint, RouteMove, RoutingAnswer, WhatIfChoice } from './routingViews';
export type { SnapshotsAnswer, SnapshotsAsk } from './snapshotViews';
export type { TakenAnswer, TakenAsk } from './takenViews';
export { checkPointsAProduct, checkStorageCalls } from './checkViews';
export type { CheckAnswer, CheckFinding, CheckName, CheckRow, CheckState } from './checkViews';
