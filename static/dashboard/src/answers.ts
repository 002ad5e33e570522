/** Checks of what comes over the bridge: enough to draw without falling over, and to refuse another version's answer. */
import {
  errorCodes,
  type AccountDeleted,
  type AccountExport,
  type AccountImport,
  type Answer,
  type CheckAnswer,
  type EndpointsAnswer,
  type ExperimentAnswer,
  type LimitsAnswer,
  type OverviewAnswer,
  type PricesAnswer,
  type ReportAnswer,
  type RoutingAnswer,
  type SettingsAnswer,
  type SnapshotsAnswer,
  type TakenAnswer,
  type SourcesAnswer,
  type AlarmsView,
} from '../../../src/admin/contract/contract';

type Kind = 'array' | 'number' | 'object' | 'string' | 'boolean';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasFields(value: unknown, fields: Record<string, Kind>): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(fields).every(([name, kind]) => {
    const field = value[name];
    if (kind === 'array') return Array.isArray(field);
    return kind === 'object' ? isRecord(field) : typeof field === kind;
  });
}

export function isAnswer(value: unknown): value is Answer<unknown> {
  if (!isRecord(value)) return false;
  if (value['ok'] === true) {
    const { grant, alarms } = value;
    return (grant === null || typeof grant === 'string') && (alarms == null || isAlarms(alarms));
  }
  const { error } = value;
  return (
    isRecord(error) &&
    errorCodes.some((code) => code === error['code']) &&
    typeof error['message'] === 'string' &&
    (error['retryAtMs'] === null || typeof error['retryAtMs'] === 'number')
  );
}

function isAlarms(value: unknown): value is AlarmsView {
  return hasFields(value, { alarms: 'array', resetAtMs: 'number' });
}

export function isOverview(data: unknown): data is OverviewAnswer {
  return hasFields(data, {
    readAtMs: 'number',
    whose: 'object',
    metering: 'string',
    pools: 'array',
    hours: 'array',
    topEndpoints: 'array',
    throttles: 'array',
    books: 'object',
    missingHoursMs: 'array',
    totalsOnly: 'boolean',
  });
}

export function isEndpoints(data: unknown): data is EndpointsAnswer {
  return hasFields(data, {
    readAtMs: 'number',
    fromMs: 'number',
    toMs: 'number',
    step: 'string',
    endpoints: 'array',
    choices: 'object',
    missingMs: 'array',
  });
}

export function isSettings(data: unknown): data is SettingsAnswer {
  return hasFields(data, {
    readAtMs: 'number',
    metering: 'string',
    probe: 'object',
    stated: 'object',
    pools: 'array',
    retention: 'object',
    workItem: 'object',
    books: 'object',
    coverage: 'object',
    version: 'number',
    log: 'array',
    versions: 'object',
  });
}

export function isLimits(data: unknown): data is LimitsAnswer {
  return hasFields(data, {
    readAtMs: 'number',
    changes: 'array',
    gaps: 'array',
    quotas: 'array',
    bursts: 'array',
    perIssue: 'object',
    budgets: 'array',
    others: 'array',
    findings: 'array',
    minuteUse: 'array',
    missingHoursMs: 'array',
  });
}

export function isPrices(data: unknown): data is PricesAnswer {
  return hasFields(data, { readAtMs: 'number', prices: 'array', pairs: 'number' });
}

export function isSources(data: unknown): data is SourcesAnswer {
  return hasFields(data, { readAtMs: 'number', sources: 'array', maxSources: 'number', unsigned: 'object' });
}

export function isExport(data: unknown): data is AccountExport {
  if (!isRecord(data) || (data['next'] !== null && !isRecord(data['next']))) return false;
  return hasFields(data, { text: 'string', lines: 'number' });
}

export function isImport(data: unknown): data is AccountImport {
  return hasFields(data, { days: 'number', hours: 'number', records: 'number', leftOut: 'number' });
}

export function isDeleted(data: unknown): data is AccountDeleted {
  return hasFields(data, { deletedAtMs: 'number' });
}

export function isReport(data: unknown): data is ReportAnswer {
  if (!hasFields(data, { readAtMs: 'number', account: 'object', knownHours: 'array' })) return false;
  return isReportAccount((data as { account: unknown }).account);
}

function isReportAccount(account: unknown): boolean {
  const tables = [
    'pools',
    'sites',
    'hours',
    'endpoints',
    'routes',
    'catalogue',
    'drivers',
    'alreadyDone',
    'notes',
  ];
  return hasFields(account, {
    madeAt: 'string',
    app: 'object',
    period: 'object',
    ...Object.fromEntries(tables.map((table) => [table, 'array' as const])),
  });
}

export function isRouting(data: unknown): data is RoutingAnswer {
  return hasFields(data, {
    readAtMs: 'number',
    fromMs: 'number',
    toMs: 'number',
    leastCalls: 'number',
    pools: 'array',
    endpoints: 'array',
    whatIf: 'object',
    advice: 'array',
    missingMs: 'array',
  });
}

export function isExperiment(data: unknown): data is ExperimentAnswer {
  return hasFields(data, { readAtMs: 'number', rows: 'array' }) && isRecord(data) && isRunOrNone(data['run']);
}

function isRunOrNone(run: unknown): boolean {
  const fields = { id: 'string', calls: 'array', results: 'array', nextIndex: 'number' } as const;
  return run === null || hasFields(run, fields);
}

export function isSnapshots(data: unknown): data is SnapshotsAnswer {
  if (!hasFields(data, { isOn: 'boolean', snapshots: 'array', most: 'number' })) return false;
  const { account } = data as { account: unknown };
  return account === null || isReportAccount(account);
}

export function isCheck(data: unknown): data is CheckAnswer {
  if (!hasFields(data, { readAtMs: 'number' })) return false;
  const { last } = data as { last?: unknown };
  return last === null || hasFields(last, { atMs: 'number', by: 'string', rows: 'array' });
}

export function isTaken(data: unknown): data is TakenAnswer {
  return hasFields(data, { taken: 'array' });
}
