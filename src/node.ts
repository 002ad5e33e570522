/** For a back end outside of Forge: Connect, OAuth 2.0, scripts. Needs Node and nothing else. */
export { meteredFetch } from './node-client/metered-fetch';
export type { AnyFetch, FetchedResponse } from './node-client/metered-fetch';
export { meterAxios } from './node-client/metered-axios';
export type { AxiosLike } from './node-client/metered-axios';
export { meterUndici } from './node-client/meter-undici';
export type { UndiciOptions } from './node-client/meter-undici';
export { gotHooks } from './node-client/got-hooks';
export type { GotHooks } from './node-client/got-hooks';
export { pacedFetch } from './node-client/paced-fetch';
export { atlassianPace } from './node-client/atlassian-pace';
export type { AtlassianPace, AtlassianPaceOptions, PacedClient } from './node-client/atlassian-pace';
export type { DelayReason as HoldReason } from './pacing/delay';
export type { PaceBudgets, PaceOptions, Work } from './pacing/rules';
export type { StoredBlocks as SharedClosures, SharedStore } from './pacing/shared-blocks';
export { TryLaterError } from './pacing/try-later-error';
export { inBatches } from './node-client/in-batches';
export type { BatchOptions } from './node-client/in-batches';
export {
  backlogPace,
  type BacklogPaceOptions,
  type BacklogStore,
  type BacklogWarning,
} from './node-client/backlog-pace';
export { oneStackPace } from './node-client/one-stack-pace';
export type { CallEnd, Pace, PaceClock } from './node-client/pace';
export { backupGate } from './node-client/backup-gate';
export { BackupTooSoonError } from './limits/backup-errors';
export type { BackupGateOptions, BackupStart } from './node-client/backup-gate';
export { createReporter } from './node-client/reporter';
export type {
  Reporter,
  ReporterOptions,
  ReporterProblem,
  ReporterState,
} from './node-client/reporter-options';
export type { CallOptions } from './node-client/call-options';
export type { CallSink } from './node-client/sink';
export { otelSink, type OtelMeter, type OtelSinkOptions } from './node-client/otel-sink';
export type { OperationName, WireCall } from './protocol/wire';
export type { Method, Product, Route, Trigger } from './model';
