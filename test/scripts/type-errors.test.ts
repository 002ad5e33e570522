import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './node-process';

const folder = mkdtempSync(join(tmpdir(), 'pg-type-errors-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const lint = `
const { ESLint } = await import('eslint');
const { parser } = (await import('typescript-eslint')).default;
const { compiler } = await import('./scripts/lint/type-errors.mjs');
const cwd = process.argv[1];
const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [{
  files: ['**/*.ts'],
  plugins: { compiler },
  languageOptions: { parser, parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: cwd } },
  rules: { 'compiler/errors': 'error' },
}] });
const [file] = await eslint.lintFiles([process.argv[2]]);
console.log(JSON.stringify(file.messages.map(({ line, column, message }) => line + ':' + column + ' ' + message)));`;

async function lintFile(name: string, lines: string[]): Promise<string[] | string> {
  const compilerOptions = {
    strict: true,
    noUnusedLocals: true,
    types: [],
    lib: ['ES2022'],
    module: 'ESNext',
    moduleResolution: 'bundler',
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [name] }));
  writeFileSync(join(folder, name), lines.join('\n'));
  const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', lint, folder, name]);
  return code === 0 ? (JSON.parse(stdout) as string[]) : stderr;
}

test('the linter tells what the compiler finds in a file, and where', async () => {
  expect(
    await lintFile('wrong.ts', [
      "import { nothing } from './nowhere';",
      'export const text: string = 5;',
      '// Neither is this used.',
      'const unused: number = nothing();',
    ]),
  ).toEqual([
    "1:25 TS2307: Cannot find module './nowhere' or its corresponding type declarations.",
    "2:14 TS2322: Type 'number' is not assignable to type 'string'.",
    "4:7 TS6133: 'unused' is declared but its value is never read.",
  ]);
});

test('no comment for the linter silences the compiler', async () => {
  const wrong = 'export const text: string = 5;';
  for (const comment of ['/* eslint-disable */', '// eslint-disable-next-line compiler/errors'])
    expect(await lintFile('silenced.ts', [comment, wrong])).toMatch(
      /silenced\.ts:2: TS2322: Type 'number' is not assignable/,
    );
});
