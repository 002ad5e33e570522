/**
 * What an Atlassian response says of its limits, what a call costs, and what is published about the limits. Pure: no
 * Forge, no Node, no clock but for a response whose time is not given; for a browser, a script, a test or another app. The public names, each listed by hand.
 */
export type {
  Basis,
  BucketReading,
  Endpoint,
  Enforcement,
  HeaderProblem,
  HeaderSource,
  Method,
  Points,
  Product,
  QuotaReading,
  QuotaScope,
  RateLimits,
  Route,
  Throttle,
  ThrottleReason,
} from './model';
export { bases, enforcements, methods, products, quotaScopes, routes, throttleReasons } from './model';

// Headers
export { readGiven as readRateLimits, type GivenContext as ReadContext } from './read-given';
export { readProducts, type ReadProduct } from './headers/product';
export { headerSource, type HeaderPairs, type HeaderRecord, type HeadersLike } from './headers/source';
export { pairsOfJson, parseHeaderDump } from './paste/dump';
export type { HeaderDump } from './paste/blocks';
export { describeLimits, describeProblems } from './headers/describe';
export { serializeQuotas as printQuotas, type SerializedHeader as PrintedHeader } from './headers/serialize';

// Costs
export { estimatePoints, type Estimate, type ObjectCount, type PricedCall } from './costs/estimate';
export { templateOf } from './costs/lookup';
export { findEntry, type Found } from './costs/lookup';
export { countObjects } from './costs/count';
export { graphqlCost } from './costs/graphql';
export { priceOverrides, type PriceOverride, type PriceOverrides } from './costs/overrides';
export { catalogue, catalogueVersion } from './costs/catalogue';
export { readMeasuredFile } from './costs/price-file';
export type { CatalogueEntry, CostRule, ObjectKind, ObjectsAt, PageSize } from './costs/entry';

// Limits: the points quota and what draws on it
export { editions, hourlyQuota, tierQuotas, type Edition, type Site, type Tier } from './limits/tiers';
export { hourStartMs, nextHourMs } from './limits/hour';
export {
  chargedToPool,
  costBudget,
  costBudgets,
  routeCharges,
  type CostBudget,
  type RouteCharge,
} from './limits/charging';
export { costBudgetFacts, retryDelayMs, type FailedTry } from './limits/budgets';

// Limits: bursts and writes to one issue
export { burstLimits, burstPerSecond } from './limits/burst';
export {
  sharedLimitNames,
  sharedLimitOf,
  sharedLimits,
  type SharedLimit,
  type SharedLimitName,
} from './limits/shared-limits';
export { leftInBucket, nextFromBucket, type Bucket } from './limits/token-bucket';
export { perIssueTurn, perIssueWriteLimits } from './limits/per-issue';
export { turnWithin, type Turn, type WindowLimit } from './limits/sliding-window';

// Limits: other systems
export { backlogLimits, backlogTypeOf, backlogTypes, type BacklogType } from './limits/backlog';
export {
  backlogRetryAtMs,
  backlogTurn,
  readBacklogLimits,
  type BacklogAllowance,
  type BacklogAllowances,
  type BacklogState,
  type BacklogTurn,
} from './limits/backlog-answer';
export { countsForOneStack, oneStackLimit, oneStackTurn, type OneStackAgreement } from './limits/one-stack';
export {
  backupLimits,
  backupPlans,
  backupTurn,
  isBackupSpaced,
  restoresLeft,
  type BackupPlan,
  type BackupTurn,
} from './limits/backup';

// What to tell end users
export {
  delayedThings,
  delayLanguages,
  delayText,
  type Delay,
  type DelayedThing,
  type DelayLanguage,
} from './limits/delay-text';

// The page's own calls through the browser bridge
export { createBridgeLane, type BridgeLane, type LaneOptions } from './bridge-client/call-reporter';
export type { BridgeBatch, BridgeCall, BridgeProduct, BridgeReceipt, BridgeWait } from './bridge-client/wire';
