import { parse, stringify } from 'yaml';
import { list, record } from '../emulator/cloud/untrusted';

/** An id of its own: the demo draws on another pool than the gauge by itself. */
export const demoAppId = 'ari:cloud:ecosystem::app/0b9a5e2d-6c41-4f7b-8d3a-5e1f7c2a9b60';

const functions = [
  'radarSync',
  'radarPages',
  'radarReport',
  'radarUpdated',
  'radarPanel',
  'radarRelease',
  'radarAdmin',
] as const;

/** Function keys are written with hyphens, and are not longer than Forge's 23 characters. */
const keyOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The manifest of an app that embeds the gauge: the gauge's own, as its README says to copy it, and the app's modules. */
export function demoManifest(gaugeManifest: string): string {
  const manifest = record(parse(gaugeManifest));
  const modules = record(manifest.modules);
  const app = record(manifest.app);
  const permissions = record(manifest.permissions);
  return stringify(
    {
      ...manifest,
      modules: {
        ...modules,
        'jira:issuePanel': [
          {
            key: 'radar-panel-module',
            title: 'Release Radar',
            icon: 'https://developer.atlassian.com/platform/forge/images/issue-panel-icon.svg',
            resource: 'dashboard',
            resolver: { function: 'radar-panel' },
          },
        ],
        'jira:projectPage': [
          {
            key: 'radar-release-module',
            title: 'Releases',
            resource: 'dashboard',
            resolver: { function: 'radar-release' },
          },
        ],
        'jira:globalPage': [
          {
            key: 'radar-admin-module',
            title: 'Release Radar',
            resource: 'dashboard',
            resolver: { function: 'radar-admin' },
          },
        ],
        scheduledTrigger: [
          ...list(modules.scheduledTrigger),
          { key: 'radar-sync-hourly', function: 'radar-sync', interval: 'hour' },
          { key: 'radar-pages-hourly', function: 'radar-pages', interval: 'hour' },
          { key: 'radar-report-daily', function: 'radar-report', interval: 'day' },
        ],
        trigger: [
          ...list(modules.trigger),
          { key: 'radar-issues', function: 'radar-updated', events: ['avi:jira:updated:issue'] },
        ],
        function: [
          ...list(modules.function),
          ...functions.map((name) => ({ key: keyOf(name), handler: `index.${name}` })),
        ],
      },
      app: { ...app, id: demoAppId },
      permissions: {
        ...permissions,
        scopes: [
          ...new Set([
            ...list(permissions.scopes),
            // As `npm run manifest:warnings` writes it: the demo warns by work items.
            'write:jira-work',
            'read:jira-user',
            'read:page:confluence',
            'read:space:confluence',
            'read:space.permission:confluence',
          ]),
        ],
      },
    },
    { aliasDuplicateObjects: false },
  );
}
