/**
 * Release Radar: a made-up app that follows releases over projects and pages, and embeds the gauge. Written as its
 * developers would write it, so that the development cloud has an app with a believable appetite.
 */
import { createGauge, createHandlers } from '../src/forge';
import { readConfluencePages } from './app/pages';
import { showIssue } from './app/panel';
import { rebuildIndex } from './app/rebuild';
import { countIssues } from './app/release';
import { reportPeople } from './app/report';
import { syncProjects } from './app/sync';
import { readChangedIssue } from './app/updated-issue';

const gauge = createGauge({ appName: 'Release Radar' });

export const { resolver, sweep, rollup, probe, probeStep, lifecycle, ingest, notice } = createHandlers(gauge);

export const radarSync = gauge.withGauge('schedule', () => syncProjects(gauge));
export const radarPages = gauge.withGauge('schedule', () => readConfluencePages(gauge));
export const radarReport = gauge.withGauge('schedule', () => reportPeople(gauge));
export const radarUpdated = gauge.withGauge('event', (event: unknown) => readChangedIssue(gauge, event));
export const radarPanel = gauge.withGauge('person', (event: unknown) => showIssue(gauge, event));
export const radarRelease = gauge.withGauge('person', (event: unknown) => countIssues(gauge, event));
export const radarAdmin = gauge.withGauge('person', () => rebuildIndex(gauge));
