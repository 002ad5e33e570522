/**
 * What the admin page asks and what it is told. The page imports types and lists from here and nothing else of the app.
 * Every figure is `low..likely..high` points or a count; unknown is `null`, never 0. Times are epoch milliseconds.
 */
export { isKnownCost, isNarrow } from '../../insights/calibration/measured-price';
export { measuredFile, type MeasuredRow } from '../../costs/price-file';
export { editions } from '../../limits/tiers';
export { products, routes, triggers } from '../../model';
export { mostThresholds, usualPercents } from '../../insights/pools/thresholds';
export { settingBounds } from './settings-view';
export { sourceTexts } from './sources-view';
export type { Choice, Choices } from '../../insights/choose';
export type { CallShare, EndpointDetail, EndpointName } from '../../insights/endpoints/endpoint-views';
export { projectKeyPattern } from '../../insights/project-key';
export type { CoverageCounts, CoverageRow, CoverageView } from '../../insights/pools/coverage-views';
export type { BackupsView } from '../../insights/incidents/backups';
export type { HeatView } from '../../insights/pools/heat';
export type { MinuteUse } from '../../insights/pools/minute-use';
export type {
  BudgetLimit,
  BurstLimit,
  Finding,
  OtherLimit,
  QuotaLimit,
  Refusals,
} from '../../insights/limits/limit-views';
export type { EndpointView, HourCell, HourView, PoolView, RefusalGroup } from '../../insights/views';
export type {
  GapCause,
  HourGap,
  MeasuredPriceView,
  PriceMoveView,
} from '../../insights/calibration/price-views';
export { errorCodes } from './answer-view';
export type { AlarmsView, Answer, AnswerError, Ask, SentAnswer } from './answer-view';
export { gaugeVersion } from '../../fleet-line/gauge-version';
export type {
  EndpointsAnswer,
  Happening,
  IncidentAnswer,
  LimitsAnswer,
  OverviewAnswer,
  PricesAnswer,
  ReportAnswer,
  SettingsAnswer,
  SourcesAnswer,
  WhoseView,
} from './page-views';
export { accountBounds } from './account-view';
export type { AccountDeleted, AccountExport, AccountImport } from './account-view';
export { noteLength } from './admin-log-view';
export type { AdminLogView } from './admin-log-view';
export type { IntegrityView, UnreadView } from './integrity-view';
export { longestPeriodDays, longestReportDays } from './period-view';
export type { Period } from './period-view';
export type { SettingsView } from './settings-view';
export type { SourceView } from './sources-view';

/** Subpages, in the order of the sidebar. The first is the page's own address. */
export const pages = ['overview', 'endpoints', 'routing', 'limits', 'reports', 'settings'] as const;
export type PageName = (typeof pages)[number];

/** Resolver functions of the page. */
export const askNames = [
  'overview',
  'endpoints',
  'limits',
  'incident',
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
  'note',
  'testWarnings',
  'routing',
  'experiment',
  'installationCheck',
  'bridgeCalls',
] as const;
export type AskName = (typeof askNames)[number];

export type { Advice } from '../../insights/endpoints/advice-views';
export type { PoolRoutes, RouteView } from '../../insights/routes/route-views';
export type { BreakKind, BudgetLoad, WhatIfView } from '../../insights/routes/what-if-views';
export type { CostBudget } from '../../limits/charging';
export { isAlarm } from '../../insights/forecast/status-log';
export { verdictOf } from '../../insights/pools/verdict';
export type { Verdict, VerdictKind } from '../../insights/pools/verdict';
export type { PoolWalls } from '../../insights/pools/walls';
export type { Replayed, WallCalls, WallShare, WallView } from '../../insights/incidents/wall-view';
export type { Remedy } from '../../insights/endpoints/remedy';
export { countObjects } from '../../costs/count';
export { experimentBounds, experimentRoutes, stepAt } from '../../insights/routes/experiment';
export type { ExperimentCall } from '../../insights/routes/experiment';
export type { ExperimentRow } from '../../insights/routes/experiment-summary';
export type {
  ExperimentAnswer,
  ExperimentPlan,
  ExperimentRun,
  ExperimentSuggestion,
  StopReason,
} from './experiment-views';
export type { MovableEndpoint, RoutingAnswer } from './routing-views';
export type { SnapshotsAnswer } from './snapshot-views';
export type { AppliedAdviceAnswer } from './applied-advice-views';
export { checkPointsAProduct, checkStorageCalls } from './check-views';
export type { CheckAnswer, CheckFinding, CheckName, CheckRow, CheckState } from './check-views';
export { testedItemPoints } from './warning-test-views';
export type { WarningTest, WarningTestAnswer } from './warning-test-views';
export type { EndpointsAsk, IncidentAsk, OverviewAsk, ReportAsk, RouteMove, WhatIfChoice } from './page-asks';
export type { PricesChange, SaveSettingsAsk, SettingsChange, SourcesChange } from './change-asks';
export type { ExportAccountAsk, ImportAccountAsk, SnapshotsAsk, AppliedAdviceAsk } from './record-asks';
export type { BridgeMeasure, ExperimentAsk } from './experiment-ask';
