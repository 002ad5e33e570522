/** For a back end outside of Forge: Connect, OAuth 2.0, scripts. Needs Node and nothing else. */
export { meteredFetch } from './node/meteredFetch';
export type { AnyFetch, FetchedResponse } from './node/meteredFetch';
export { meterAxios } from './node/meteredAxios';
export type { AxiosLike } from './node/meteredAxios';
export { meterUndici } from './node/meterUndici';
export type { UndiciOptions } from './node/meterUndici';
export { gotHooks } from './node/gotHooks';
export type { GotHooks } from './node/gotHooks';
export { pacedFetch } from './node/pacedFetch';
export { atlassianPace } from './node/atlassianPace';
export type { AtlassianPace, AtlassianPaceOptions, PacedClient } from './node/atlassianPace';
export type { HoldReason } from './pace/hold';
export type { PaceBudgets, PaceOptions, Work } from './pace/rules';
export type { SharedClosures, SharedStore } from './pace/sharedBoard';
export { TryLaterError } from './pace/tryLaterError';
export { inBatches } from './node/inBatches';
export type { BatchOptions } from './node/inBatches';
export {
  backlogPace,
  type BacklogPaceOptions,
  type BacklogStore,
  type BacklogWarning,
} from './node/backlogPace';
export { oneStackPace } from './node/oneStackPace';
export type { CallEnd, Pace, PaceClock } from './node/pace';
export { backupGate } from './node/backupGate';
export { BackupTooSoonError } from './limits/backupErrors';
export type { BackupGateOptions, BackupStart } from './node/backupGate';
export { createReporter } from './node/reporter';
export type { Reporter, ReporterOptions, ReporterProblem, ReporterState } from './node/reporterOptions';
export type { CallOptions } from './node/callOptions';
export type { CallSink } from './node/sink';
export type { OperationName, WireCall } from './protocol/wire';
export type { Method, Product, Route, Trigger } from './model';
