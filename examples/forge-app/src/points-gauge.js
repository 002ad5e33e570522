// Written by "points-gauge embed", which writes it anew with --upgrade and takes it out with --undo.
// The gauge of this app: one for each process.
import { createGauge } from 'points-gauge/forge';

export const gauge = createGauge({ appName: 'Release Notes' });
