/** The functions of manifest.yml, for the gauge installed by itself. */
import { internalMetrics } from '@forge/metrics';
import { createGauge, createHandlers } from './forge';

// Forge's linter finds a handler only by an export of this form.
const { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest } = createHandlers(
  createGauge({ counters: internalMetrics }),
);

export { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest };
