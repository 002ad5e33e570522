import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { brokenPage, brokenTypeScript } from './lint-snippets';
import { projectRoot, runNode } from './node-process';

const folder = mkdtempSync(join(tmpdir(), 'pg-lint-rules-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Found {
  diagnostics: { code?: string; message: string; filename: string }[];
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), `${text}\n`);
}

const oxlint = join(projectRoot, 'node_modules', 'oxlint', 'bin', 'oxlint');

/** What the linter finds with this project's settings: of each file the rules, sorted, or what it says where no rule stands. */
async function lint(): Promise<Record<string, string[]>> {
  const { stdout, stderr } = await runNode([oxlint, '--format', 'json'], { cwd: folder });
  expect(stderr).toBe('');
  const found: Record<string, string[]> = {};
  for (const { code, message, filename } of (JSON.parse(stdout) as Found).diagnostics)
    (found[filename] ??= []).push(code ?? message);
  for (const codes of Object.values(found)) codes.sort();
  return found;
}

beforeAll(() => {
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.all.json', 'cli/tsconfig.json'])
    cpSync(join(projectRoot, name), join(folder, name));
  for (const name of ['src/tsconfig.json', 'static/dashboard/tsconfig.json', 'scripts/lint'])
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
});

/** `typescript/no-var` as the linter calls it where it finds something. */
function codeOf(rule: string): string {
  const [plugin, name] = rule.includes('/') ? rule.split('/') : ['eslint', rule];
  const isOfHooks = name === 'exhaustive-deps' || name === 'rules-of-hooks';
  return `${isOfHooks ? 'react-hooks' : String(plugin)}(${String(name)})`;
}

const fileOf = (rule: string) => rule.replace('/', '.');

test('each rule finds what it is for, those that look at types, too', async () => {
  const files = new Map<string, string>();
  for (const [rule, code] of Object.entries(brokenTypeScript)) {
    write(`cli/${fileOf(rule)}.ts`, code);
    files.set(`cli/${fileOf(rule)}.ts`, codeOf(rule));
  }
  for (const [rule, code] of Object.entries(brokenPage)) {
    write(`static/dashboard/src/${fileOf(rule)}.tsx`, code);
    files.set(`static/dashboard/src/${fileOf(rule)}.tsx`, codeOf(rule));
  }
  write('src/model.ts', 'export const a = [Date.now(), Math.random(), new Date(), new Date(5)];');
  write('src/model.test.ts', 'export const a = [Date.now(), Math.random(), new Date()];');
  write('scripts/wrong.mjs', 'const a = nowhere;');
  write('cli/right.ts', '// oxlint-disable-next-line no-var -- of no use\nexport const a = 5;');
  const found = await lint();
  expect([...files].filter(([file, code]) => !found[file]?.includes(code))).toEqual([]);
  expect(found['src/model.ts']).toEqual([
    'eslint(no-restricted-properties)',
    'eslint(no-restricted-properties)',
    'pure(no-present-time)',
  ]);
  expect(found['src/model.test.ts']).toBeUndefined();
  expect(found['scripts/wrong.mjs']).toEqual(['eslint(no-undef)', 'eslint(no-unused-vars)']);
  expect(found['cli/right.ts']).toEqual(['Unused oxlint-disable directive (no problems were reported).']);
});

test('a rule of TypeScript has an example here', () => {
  const { overrides } = JSON.parse(readFileSync(join(projectRoot, '.oxlintrc.json'), 'utf8')) as {
    overrides: { rules: Record<string, unknown> }[];
  };
  const without = Object.keys(overrides[0]?.rules ?? {}).filter((rule) => !(rule in brokenTypeScript));
  expect(without).toEqual([]);
});

function filesOf(project: string): ReadonlySet<string> {
  const { config } = ts.readConfigFile(project, (name) => readFileSync(name, 'utf8')) as { config: unknown };
  return new Set(ts.parseJsonConfigFileContent(config, ts.sys, dirname(project)).fileNames);
}

function nearestProject(file: string): string {
  let at = dirname(file);
  while (!existsSync(join(at, 'tsconfig.json'))) at = dirname(at);
  return join(at, 'tsconfig.json');
}

/** Without settings of its folder, a file would be looked at under the linter's own, and the compiler would not see it at all. */
test('each file of TypeScript is compiled, and linted under the settings of its folder', async () => {
  const { stdout } = await runNode([oxlint, '--debug=files']);
  const linted = stdout.split('\n').filter((name) => /\.tsx?$/.test(name));
  expect(linted.length).toBeGreaterThan(1000);
  const compiled = filesOf(join(projectRoot, 'tsconfig.all.json'));
  const projects = new Map<string, ReadonlySet<string>>();
  const left = linted.filter((name) => {
    const file = join(projectRoot, name);
    const project = nearestProject(file);
    const files = projects.get(project) ?? filesOf(project);
    projects.set(project, files);
    return !compiled.has(file) || !files.has(file);
  });
  // What others wrote is no part of a folder; the test that imports it has it compiled.
  expect(left).toEqual(['test/fixtures/costs/pointCosts.ts']);
});
