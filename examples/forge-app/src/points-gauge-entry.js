// Written by "points-gauge embed", which writes it anew with --upgrade and takes it out with --undo.
// What manifest.yml names: the functions of the app, metered, and those of the gauge. The gauge comes first, so that it is there before a call.
import { gauge } from './points-gauge';
import { createHandlers } from 'points-gauge/forge';
import * as app from './index';

export const collect = gauge.withGauge('schedule', app.collect);
export const panel = gauge.withGauge('person', app.panel);

const handlers = createHandlers(gauge);
export const gaugeResolver = handlers.resolver;
export const gaugeSweep = handlers.sweep;
export const gaugeProbe = handlers.probe;
export const gaugeRollup = handlers.rollup;
export const gaugeProbeStep = handlers.probeStep;
export const gaugeLifecycle = handlers.lifecycle;
export const gaugeIngest = handlers.ingest;
export const gaugeNotice = handlers.notice;
