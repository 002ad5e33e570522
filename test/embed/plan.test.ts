import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { changedFiles } from '../../cli/embed/app-folder';
import { planRemoval } from '../../cli/embed/plan';
import { app, embedded, gaugePart, manifest } from './apps';

interface Manifest {
  modules: Record<string, Record<string, unknown>[]>;
  permissions: { scopes: unknown };
  resources: { key: string; path: string }[];
}
const manifestOf = (files: ReadonlyMap<string, string>) => parse(files.get('manifest.yml') ?? '') as Manifest;

describe('an app into which the gauge is put', () => {
  it('keeps every line of its own but the handlers, the name of a module, and what package.json asks for', () => {
    const before = app();
    const { files } = embedded(before);
    expect(changedFiles(before, files)).toEqual([
      ...['manifest.yml', 'package.json', 'points-gauge.json'],
      ...['src/index.js', 'src/points-gauge-entry.js', 'src/points-gauge.js'],
    ]);
    const kept = (files.get('manifest.yml') ?? '').split('\n');
    const lost = (before.get('manifest.yml') ?? '').split('\n').filter((line) => !kept.includes(line));
    expect(lost).toEqual(['      handler: index.run']);
    expect(files.get('src/index.js')).toBe(
      "import api, { route } from 'points-gauge/api';\nexport const run = () => api.asApp();\n",
    );
  });

  it('has all that the gauge’s own manifest has, and the manifest points at it', () => {
    const { modules, resources } = manifestOf(embedded(app()).files);
    expect(Object.keys(modules).sort()).toEqual([
      ...['consumer', 'function', 'jira:adminPage', 'jira:issuePanel'],
      ...['scheduledTrigger', 'trigger', 'webtrigger'],
    ]);
    const functions = modules['function']!.map(({ key }) => key);
    for (const [kind, list] of Object.entries(modules))
      if (kind !== 'function')
        for (const module of list) {
          const { resolver } = module as { resolver?: { function: string } };
          expect(functions).toContain(module['function'] ?? resolver?.function);
        }
    expect(resources).toEqual([{ key: 'gauge-dashboard', path: 'static/points-gauge' }]);
    expect(modules['jira:adminPage']![0]).toMatchObject({
      title: 'Points Gauge',
      resource: 'gauge-dashboard',
    });
    expect(modules['function']!.slice(1).map(({ handler }) => handler)).toEqual(
      gaugePart().functions.map(({ exported }) => `points-gauge-entry.${exported}`),
    );
  });

  it('wraps each function with the trigger that its module tells', () => {
    const functions = ['hourly', 'event', 'queue', 'hook', 'page', 'nobody'];
    const text = manifest({
      functions: functions.map((key) => `    - key: ${key}\n      handler: jobs/all.${key}\n`).join(''),
      modules: `  scheduledTrigger:
    - key: s
      function: hourly
      interval: hour
  trigger:
    - key: t
      function: event
      events: [avi:jira:created:issue]
  consumer:
    - key: c
      queue: q
      resolver:
        function: queue
        method: m
  webtrigger:
    - key: w
      function: hook
  jira:globalPage:
    - key: g
      title: g
      resolver: { function: page }
`,
    });
    const { files, findings } = embedded(app({ 'manifest.yml': text, 'src/jobs/all.js': '' }));
    const entry = files.get('src/points-gauge-entry.js') ?? '';
    expect(entry.split('\n').filter((line) => line.includes('withGauge'))).toEqual([
      "export const run = gauge.withGauge('person', app.run);",
      "export const hourly = gauge.withGauge('schedule', app2.hourly);",
      "export const event = gauge.withGauge('event', app2.event);",
      "export const queue = gauge.withGauge('event', app2.queue);",
      "export const hook = gauge.withGauge('external', app2.hook);",
      "export const page = gauge.withGauge('person', app2.page);",
      "export const nobody = gauge.withGauge('unknown', app2.nobody);",
    ]);
    expect(findings).toEqual([
      expect.objectContaining({ file: 'manifest.yml', message: expect.stringContaining('nobody') as string }),
    ]);
  });

  it('is read by imports, exports, require, import() and types, in TypeScript and JSX; strings and tests stay', () => {
    const source = [
      'import api, { route } from "@forge/api";',
      "export { asApp } from '@forge/api';",
      "export * from '@forge/api';",
      "import type { Route } from '@forge/api';",
      "type A = import('@forge/api').Route;",
      "const b = require('@forge/api');",
      "const c = () => import('@forge/api');",
      "const said = '@forge/api';",
      'const view = (x: number) => <p title="@forge/api">{x as unknown as string}</p>;',
    ];
    const test = "import api from '@forge/api';\njest.mock('@forge/api');\n";
    const { files } = embedded(app({ 'src/a.tsx': source.join('\n'), 'src/a.test.ts': test }));
    expect((files.get('src/a.tsx') ?? '').split('\n').map((line, index) => line === source[index])).toEqual([
      ...[false, false, false, false, false, false, false],
      ...[true, true],
    ]);
    expect(files.get('src/a.test.ts')).toBe(test);
  });

  it('says by file and line what it could not do', () => {
    const source =
      "import { route } from '@forge/api';\n\nimport inner from '@forge/api/out/fetch';\nrequire(name);\n";
    const { findings } = embedded(app({ 'src/odd.js': source, 'src/broken.js': "\nconst = '@forge/api';" }));
    expect(findings.map(({ file, line }) => `${file}:${String(line)}`).sort()).toEqual([
      'src/broken.js:2',
      'src/odd.js:3',
      'src/odd.js:4',
    ]);
  });

  it('asks for scopes that it lacks, and says that this is a major version; or adds none and says what is missing', () => {
    const rest = '    - storage:app\n';
    const without = manifest({ rest }).replace('    - read:jira-work\n', '');
    expect(embedded(app({ 'manifest.yml': without })).addedScopes).toEqual(['read:jira-work']);
    const none = embedded(app({ 'manifest.yml': without }), { areScopesAdded: false });
    expect([none.addedScopes, none.missingScopes]).toEqual([[], ['read:jira-work']]);
    expect(() => embedded(app(), { areScopesAdded: false })).toThrow('storage:app');
  });

  it.each([
    ['package-lock.json', { overrides: { '@forge/api': '$@forge/api' } }],
    ['pnpm-lock.yaml', { pnpm: { overrides: { '@forge/api': '$@forge/api' } } }],
    ['yarn.lock', { resolutions: { '@forge/api': '^8.0.0' } }],
    ['bun.lock', { overrides: { '@forge/api': '^8.0.0' } }],
  ])('keeps one copy of @forge/api where %s is there', (lock, wanted) => {
    const { files } = embedded(app({ [lock]: '' }));
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject(wanted);
  });

  it.each([
    ['^6.0.0', '^6.4.3'],
    ['^6.1.1', '^6.1.1'],
    ['7.2.2', '7.2.2'],
  ])('leaves @forge/api at what the app asks for, unless it is too old to run: %s, %s', (has, wanted) => {
    const text = `{"dependencies":{"@forge/api":"${has}"}}`;
    const { files } = embedded(app({ 'package.json': text }));
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
      dependencies: { '@forge/api': wanted },
    });
    expect(planRemoval(files).get('package.json')).toContain(`"@forge/api": "${has}"`);
  });

  it('takes the place beside an admin page that the app has, since Jira takes one', () => {
    const modules = '  jira:adminPage:\n    - key: mine\n      title: Mine\n      resource: r\n';
    const { files, remarks } = embedded(app({ 'manifest.yml': manifest({ modules }) }));
    const [, page] = manifestOf(files).modules['jira:adminPage']!;
    expect(page).toEqual({
      ...{ key: 'gauge-jira', title: 'Points Gauge', resource: 'gauge-dashboard', useAsConfig: true },
      icon: 'resource:gauge-dashboard;icon.svg',
      resolver: { function: 'gauge-resolver' },
    });
    expect(remarks).toHaveLength(1);
  });

  it.each([
    [3, 2],
    [4, 1],
  ])('with %i schedules of its own gets %i of the gauge’s: the platform runs five', (own, added) => {
    const one = (index: number) =>
      `    - key: s${String(index)}\n      function: main\n      interval: hour\n`;
    const modules = `  scheduledTrigger:\n${Array.from({ length: own }, (_none, index) => one(index)).join('')}`;
    const { files } = embedded(app({ 'manifest.yml': manifest({ modules }) }));
    expect(manifestOf(files).modules['scheduledTrigger']).toHaveLength(own + added);
  });
});

describe('an app that cannot have the gauge', () => {
  const five = Array.from(
    { length: 5 },
    (_none, index) => `    - key: s${String(index)}\n      function: main\n`,
  );
  it.each([
    ['no manifest', { 'manifest.yml': undefined }, 'there is no manifest.yml here'],
    ['a manifest that does not parse', { 'manifest.yml': 'a:\n - b\n  c: [' }, 'does not parse, line'],
    ['no manifest of Forge', { 'manifest.yml': 'a: 1' }, 'no manifest of a Forge app'],
    ['no package.json', { 'package.json': undefined }, 'there is no package.json here'],
    ['a package.json that does not parse', { 'package.json': '{' }, 'package.json does not parse'],
    [
      'an old @forge/api',
      { 'package.json': '{"dependencies":{"@forge/api":"^5.3.0"}}' },
      '"^5.3.0" is not supported',
    ],
    ['a retired runtime', { 'manifest.yml': manifest().replace('nodejs24.x', 'nodejs18.x') }, 'nodejs18.x'],
    [
      'no runtime',
      { 'manifest.yml': manifest().replace(/ {2}runtime:\n {4}name: nodejs24\.x\n/, '') },
      'names no runtime',
    ],
    [
      'five schedules',
      { 'manifest.yml': manifest({ modules: `  scheduledTrigger:\n${five.join('')}` }) },
      'needs one',
    ],
    [
      'the gauge by hand',
      { 'src/g.js': "import { createGauge } from 'points-gauge/forge';" },
      'src/g.js imports',
    ],
    [
      'keys of the gauge',
      { 'manifest.yml': manifest().replace('key: panel', 'key: pg-report') },
      'pg-report already',
    ],
  ])('is refused in words: %s', (_what, files: Record<string, string | undefined>, words) => {
    const given = app();
    for (const [file, text] of Object.entries(files)) {
      if (text === undefined) given.delete(file);
      else given.set(file, text);
    }
    expect(() => embedded(given)).toThrow(words);
  });
});

describe('taking the gauge out', () => {
  const names = fc.constantFrom('a', 'b-c', 'd_e', 'f');
  const scalar = fc.oneof(
    fc.constantFrom('plain', "it's", 'a: b', '# no comment', ''),
    fc.boolean(),
    fc.nat(),
  );
  const module = fc.record({
    key: names,
    title: scalar,
    nested: fc.option(fc.record({ x: scalar }), { nil: undefined }),
  });
  const kinds = fc.dictionary(
    fc.constantFrom(
      'trigger',
      'consumer',
      'jira:adminPage',
      'jira:globalPage',
      'webtrigger',
      'scheduledTrigger',
    ),
    fc.uniqueArray(module, { minLength: 1, maxLength: 2, selector: ({ key }) => key }),
  );
  const layout = fc.record({
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(2, 4),
    singleQuote: fc.boolean(),
    comment: fc.boolean(),
    scopes: fc.constantFrom<unknown>(['read:jira-work'], ['storage:app', 'read:jira-work'], {
      'read:jira-work': { allowImpersonation: true },
    }),
    isFlow: fc.boolean(),
    hasResources: fc.boolean(),
    isAppFirst: fc.boolean(),
  });

  it('gives every file back to the byte, whatever the manifest looks like', () => {
    fc.assert(
      fc.property(
        kinds,
        layout,
        (modules, { comment, scopes, isFlow, hasResources, isAppFirst, ...options }) => {
          const own = { id: 'x', runtime: { name: 'nodejs22.x' } };
          const body = { modules: { ...modules, function: [{ key: 'main', handler: 'index.run' }] } };
          const rest = hasResources ? { resources: [{ key: 'r', path: 'p' }] } : {};
          const shape = isAppFirst ? { app: own, ...body, ...rest } : { ...body, ...rest, app: own };
          const plain = stringify({ ...shape, permissions: { scopes } }, { lineWidth: 0, ...options });
          const flow =
            isFlow && Array.isArray(scopes)
              ? plain.replace(/scopes:\n(\s+- .*\n)+/, `scopes: [${scopes.join(', ')}]\n`)
              : plain;
          const text = comment ? flow.replace(/^modules:/m, '# Mine.\nmodules: # all') : flow;
          const before = app({ 'manifest.yml': text });
          const after = planRemoval(embedded(before).files);
          expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
        },
      ),
    );
  });

  it('makes of embedding twice the same as once', () => {
    const { files } = embedded(app());
    const again = embedded(planRemoval(files)).files;
    expect(Object.fromEntries(again)).toEqual(Object.fromEntries(files));
  });
});
