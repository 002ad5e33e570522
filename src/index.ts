/** The functions of manifest.yml, for the gauge installed by itself. */
import { createGauge, createHandlers } from './forge';

// Forge's linter finds a handler only by an export of this form.
const { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest } = createHandlers(createGauge());

export { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest };
