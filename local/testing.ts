/** For anyone's test suite: an Atlassian Cloud that charges points, and a Forge, both on this machine. */
export { startAtlassianCloud } from './cloud/server';
export type { RunningCloud, ServerOptions } from './cloud/server';
export { createCloud } from './cloud/cloud';
export type { Cloud } from './cloud/cloud';
export type {
  AnyAppOptions,
  AppOptions,
  CloudOptions,
  NamedPerson,
  SiteOptions,
  SiteSizes,
} from './cloud/options';
export type { OwnAnswer, OwnCall, OwnEndpoint } from './cloud/own/endpoint';
export { readFixtures } from './cloud/own/fixture';
export type { Fixture } from './cloud/own/fixture';
export type { Fault, FaultKind, RefusalKind } from './cloud/own/faults';
export type { Oddity } from './cloud/own/oddities';
export type { AccountSnapshot, FeatureAccount } from './cloud/account';
export { emulatorToken } from './cloud/principal';
export type { EmulatorClaims } from './cloud/principal';
export { ManualClock, realClock } from './clock';
export type { Clock } from './clock';
export { startForge } from './testing/start-forge';
export type { TestForge, TestForgeOptions } from './testing/start-forge';
export type { Installation } from './forge/installation';
export type { Outcome } from './forge/runner';
export { budgetMatchers, spentBy } from './testing/budget';
export type { Spent, SpentOf } from './testing/budget';
