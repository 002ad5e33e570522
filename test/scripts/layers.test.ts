import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot, runNode } from './node-process';

/** A project of one violation a file. Each of these files imports one thing that its layer must not know. */
const violations = [
  { file: 'src/headers/a.ts', imports: '@forge/api', rule: 'pure-imports-no-forge' },
  { file: 'src/insights/a.ts', imports: 'node:fs', rule: 'pure-imports-no-node' },
  { file: 'src/app/a.ts', imports: '@forge/kvs', rule: 'only-ledger-imports-forge-kvs' },
  { file: 'src/ledger/a.ts', imports: '@forge/api', rule: 'only-forge-client-admin-app-imports-forge-api' },
  { file: 'src/admin/a.ts', imports: '@forge/events', rule: 'only-app-imports-forge-events' },
  { file: 'static/dashboard/src/a.ts', imports: '@forge/bridge', rule: 'only-page-api-imports-forge-bridge' },
  { file: 'src/headers/b.ts', imports: '../usage/target', rule: 'no-upward-import-from-row-2' },
  { file: 'src/insights/b.ts', imports: '../ledger/target', rule: 'no-upward-import-from-row-5' },
  { file: 'src/ledger/b.ts', imports: '../admin/target', rule: 'no-upward-import-from-row-6' },
  { file: 'src/admin/b.ts', imports: '../index', rule: 'no-upward-import-from-row-7' },
  { file: 'src/app/b.ts', imports: '../../emulator/target', rule: 'app-imports-only-src' },
  { file: 'src/node-client/a.ts', imports: '@forge/api', rule: 'node-client-imports-no-forge' },
  { file: 'src/ledger/d.ts', imports: '../ingest/target', rule: 'no-upward-import-from-row-6' },
  { file: 'src/novelty/a.ts', imports: '../model', rule: 'folder-without-a-layer' },
  { file: 'emulator/cloud/a.ts', imports: '../../src/headers/target', rule: 'cloud-is-a-second-opinion' },
  {
    file: 'static/dashboard/src/b.ts',
    imports: '../../../src/admin/target',
    rule: 'page-imports-only-the-contract',
  },
  { file: 'src/pacing/a.ts', imports: '@forge/api', rule: 'pure-imports-no-forge' },
  { file: 'src/pacing/b.ts', imports: 'node:timers', rule: 'pure-imports-no-node' },
  { file: 'src/pacing/c.ts', imports: '../ledger/target', rule: 'no-upward-import-from-row-4' },
  { file: 'src/limits/a.ts', imports: './nowhere', rule: 'no-unresolvable-import' },
];

/** What each layer may do; a rule that fires here would forbid the project itself. */
const allowed = [
  { file: 'src/ledger/c.ts', imports: ['@forge/kvs', '../usage/target', '../model'] },
  { file: 'src/forge-client/c.ts', imports: ['@forge/api', '../costs/target', '../headers/target'] },
  { file: 'src/app/c.ts', imports: ['@forge/api', '@forge/events', '../admin/target', '../ledger/target'] },
  { file: 'static/dashboard/src/api.ts', imports: ['@forge/bridge', '../../../src/admin/contract/contract'] },
  { file: 'static/dashboard/src/host.ts', imports: ['@forge/bridge'] },
  { file: 'emulator/cloud/c.ts', imports: ['node:http', '../../src/model'] },
  { file: 'src/node-client/c.ts', imports: ['node:fs', '../protocol/target', '../headers/target'] },
  { file: 'src/pacing/d.ts', imports: ['../costs/target', '../headers/target', '../model'] },
  { file: 'src/index.ts', imports: ['./app/target', './model'] },
];

const cycle = ['src/reports/one.ts', 'src/reports/two.ts'];

let folder: string;
let found: string[];

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function importing(paths: string[]): string {
  return paths.map((path) => `import '${path}';\n`).join('') + 'export {};\n';
}

interface Cruise {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) {
    copyFileSync(join(projectRoot, name), join(folder, name));
  }
  for (const name of ['api', 'kvs', 'events', 'bridge']) {
    write(
      `node_modules/@forge/${name}/package.json`,
      JSON.stringify({ name: `@forge/${name}`, main: 'index.js' }),
    );
    write(`node_modules/@forge/${name}/index.js`, '');
  }
  const targets = ['usage', 'admin', 'app', 'costs', 'headers', 'ingest', 'ledger', 'protocol'].map(
    (layer) => `src/${layer}/target.ts`,
  );
  for (const file of [...targets, 'emulator/target.ts', 'src/model.ts', 'src/admin/contract/contract.ts'])
    write(file, importing([]));
  for (const { file, imports } of violations) write(file, importing([imports]));
  for (const { file, imports } of allowed) write(file, importing(imports));
  write('src/reports/one.ts', importing(['./two']));
  write('src/reports/two.ts', importing(['./one']));

  const program = join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'src',
    'emulator',
    'static/dashboard/src',
  ];
  const ended = await runNode([program, ...args], { cwd: folder });
  const cruise = JSON.parse(ended.stdout) as Cruise;
  found = cruise.summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(violations)('$file may not import $imports', ({ file, rule }) => {
  expect(found).toContain(`${file} ${rule}`);
});

test('two files may not import each other', () => {
  expect(
    found.some(
      (violation) => violation.endsWith('no-cycle') && cycle.some((file) => violation.startsWith(file)),
    ),
  ).toBe(true);
});

test('what the layers are for is allowed', () => {
  const files = allowed.map(({ file }) => file);
  expect(found.filter((violation) => files.some((file) => violation.startsWith(`${file} `)))).toEqual([]);
});
