/** For a Forge app that embeds the gauge: metered calls, and the functions that its manifest names. */
export type { Alarm, AlarmListener, AlarmName } from './app/alarms';
export { createGauge } from './app/gauge';
export type { Gauge, GaugeOptions } from './app/gauge';
export type { OperationChoice, OperationStart } from './app/operations';
export { createHandlers } from './app/handlers';
export type { GaugeHandlers } from './app/handlers';
export { BackupTooSoonError, RestoresUsedUpError } from './limits/backup-errors';
export type { PacedApi, PacedView } from './app/paces';
export { requeued } from './app/requeued';
export type { DelayReason as HoldReason } from './pacing/delay';
export type { PaceBudgets, PaceOptions, Work } from './pacing/rules';
export { TryLaterError } from './pacing/try-later-error';
export type { MeteredApi } from './forge-client/metered-api';
export type { Trigger } from './model';
export type { OperationName } from './protocol/wire';
