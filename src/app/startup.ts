import { __requestAtlassianAsApp } from '@forge/api';
import { Queue } from '@forge/events';

// What may be wrong with how an app was put together is said once, where a developer looks first: in the log.

const twoCopies =
  'Points Gauge: this bundle has two copies of @forge/api, one of them through @forge/events. What one of them makes the other ' +
  'refuses, and calls through the second are not metered. Add "overrides": {"@forge/api": "$@forge/api"} to package.json (yarn: ' +
  '"resolutions", pnpm: "pnpm.overrides"), install again, and look at "npm ls @forge/api".';

const noRuntime =
  'Points Gauge: there is no Forge runtime around this call, so nothing is metered and nothing stored. In a test, run the app in the ' +
  'local Forge of points-gauge/testing.';

let isRuntimeMissed = false;

/** `@forge/events` asks Forge through the `@forge/api` that it found; no other of Forge's packages here shows which. */
export function sayWhereForgeApiIsTwice(): void {
  const through: unknown = Reflect.get(new Queue({ key: 'pg-rollup' }), 'apiClient');
  if (typeof through === 'function' && through !== __requestAtlassianAsApp) console.error(twoCopies);
}

export function sayOnceThatRuntimeIsMissing(): void {
  if (isRuntimeMissed) return;
  isRuntimeMissed = true;
  console.error(noRuntime);
}
