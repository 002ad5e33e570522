/** For anyone's test suite: an Atlassian Cloud that charges points, and a Forge, both on this machine. */
export { startAtlassianCloud } from './cloud/server';
export type { RunningCloud, ServerOptions } from './cloud/server';
export { createCloud } from './cloud/cloud';
export type { Cloud } from './cloud/cloud';
export type { AppOptions, CloudOptions, NamedPerson, SiteOptions, SiteSizes } from './cloud/options';
export { emulatorToken } from './cloud/principal';
export type { EmulatorClaims } from './cloud/principal';
export { ManualClock, realClock } from './clock';
export type { Clock } from './clock';
export { startForge } from './testing/start-forge';
export type { TestForge, TestForgeOptions } from './testing/start-forge';
export type { Installation } from './forge/installation';
export type { Outcome } from './forge/runner';
