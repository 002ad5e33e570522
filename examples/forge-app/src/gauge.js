// All that an app adds: one gauge, and the functions that its manifest names.
import { createGauge, createHandlers } from 'points-gauge/forge';

export const gauge = createGauge({ appName: 'Release Notes' });
export const gaugeHandlers = createHandlers(gauge);
