import { readManifest } from '../../emulator/forge/manifest';

const manifest = (resource: string, entry: string): string => `
modules:
  confluence:globalSettings: [{ key: settings, title: Settings, resource: ${resource} }]
resources:
  - { key: page, path: static/page }
  - { key: app, path: static/app, entry: ${entry} }
app: { id: ari:cloud:ecosystem::app/22222222-bbbb-4bbb-8bbb-222222222222 }
`;
const entries = '{ global: global.html, settings: settings.html }';
const resourceOf = (resource: string, entry = entries): unknown =>
  readManifest(manifest(resource, entry)).pageModules[0]?.resource;

it('begins a page with index.html, or with the entry that its module names', () => {
  expect(resourceOf('page')).toEqual({ path: 'static/page', entryFile: 'index.html' });
  expect(resourceOf('app/settings')).toEqual({ path: 'static/app', entryFile: 'settings.html' });
});

it.each([
  ['nothing', entries, 'Module "settings" names the resource "nothing", which the manifest has not.'],
  ['app/none', entries, 'names the resource "app/none"'],
  ['app', entries, 'It has entries: app/global, app/settings.'],
  ['page', '{ global: views/global.html }', 'must name a file directly within static/app'],
  ['page', '{ global: 3 }', 'must name a file directly within static/app'],
  ['page', '{}', 'has 0 entries; 1 to 50 are allowed'],
  [
    'page',
    `{ ${Array.from({ length: 51 }, (_, n) => `e${n}: e${n}.html`).join(', ')} }`,
    'has 51 entries; 1 to 50 are allowed',
  ],
])('refuses the resource %s with entries %s', (resource, entry, words) => {
  expect(() => resourceOf(resource, entry)).toThrow(words);
});
