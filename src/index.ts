/** The functions of manifest.yml, for the gauge installed by itself. */
import { createGauge, createHandlers } from './forge';

export const { resolver, sweep, rollup, probe, probeStep, lifecycle } = createHandlers(createGauge());
