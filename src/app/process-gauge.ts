import type { MeteredApi } from '../forge-client/metered-api';

/**
 * The gauge of this process, so that `points-gauge/api` books with the gauge that `points-gauge/forge` made. The package has this
 * as a file of its own, which both of its entries load: a bundle then holds one of it.
 */
let gauge: MeteredApi | null = null;

/** An app makes one gauge. Where it makes more, the last is meant. */
export function registerGauge(made: MeteredApi): void {
  gauge = made;
}

/** `null` before the app made one. */
export function processGauge(): MeteredApi | null {
  return gauge;
}
