/** The functions of manifest.yml, for the gauge installed by itself. */
import { internalMetrics } from '@forge/metrics';
import { createGauge, createHandlers } from './forge';

// Forge's linter finds a handler only by an export of this form.
const { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest, notice, programs } = createHandlers(
  createGauge({ counters: internalMetrics }),
);
// Named by the manifest for programs alone.
const { apiPools, apiDrains, actPools, actDrains, alarm } = programs;

export { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest, notice };
export { apiPools, apiDrains, actPools, actDrains, alarm };
