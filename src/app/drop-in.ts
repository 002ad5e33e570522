import type * as forge from '@forge/api';
import { runningInstallation } from '../forge-client/installation';
import { processGauge } from './process-gauge';

/** What of `@forge/api` calls a product. */
export type ProductCalls = Pick<typeof forge, 'asApp' | 'asUser' | 'requestJira' | 'requestConfluence'>;

let isSaid = false;

/**
 * The same functions, metered once the process has a gauge. Before that, calls pass through.
 *
 * @param own what is passed through to, looked up at each call: a test may have put its own in its place by then
 */
export function dropIn(own: () => ProductCalls): ProductCalls {
  const current = (): ProductCalls => processGauge() ?? unmetered(own());
  return {
    asApp: () => current().asApp(),
    asUser: (...account) => current().asUser(...account),
    requestJira: (...call) => current().requestJira(...call),
    requestConfluence: (...call) => current().requestConfluence(...call),
  };
}

/** Outside of Forge, as in an app's own tests, nothing is missed and nothing is said. */
function unmetered(own: ProductCalls): ProductCalls {
  if (!isSaid && runningInstallation() !== null) {
    isSaid = true;
    console.warn(
      'Points Gauge: a call is not metered, since createGauge has not run in this process. ' +
        'Import the module that makes the gauge before all others.',
    );
  }
  return own;
}
