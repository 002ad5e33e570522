import { posix } from 'node:path';
import type { AppFiles, Finding } from './app-files';
import { renamedImports } from './imports';

/** Where a handler's module is, as Forge's bundler finds it. */
export function handlerFile(app: AppFiles, module: string): string | null {
  return resolved(app, `src/${module}`);
}

function resolved(app: AppFiles, path: string): string | null {
  const endings = ['ts', 'tsx', 'js', 'jsx', 'mjs', 'cjs'];
  const candidates = [
    path,
    ...endings.map((ending) => `${path}.${ending}`),
    // `./x.js` may mean `x.ts`.
    ...(path.endsWith('.js') ? [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')] : []),
    ...endings.map((ending) => `${path}/index.${ending}`),
  ];
  return candidates.find((candidate) => app.has(candidate)) ?? null;
}

const storageOfApi = /\{[^}]*\bstorage\b[^}]*\}\s*(?:from|=\s*require\()\s*['"]@forge\/api['"]/;

/** Whether a source takes `storage` from `@forge/api`, which had it up to 7. */
export function usesForgeStorage(app: AppFiles): boolean {
  return [...app].some(([file, text]) => /\.[cm]?[jt]sx?$/.test(file) && storageOfApi.test(text));
}

const isTest = (file: string): boolean =>
  /(^|\/)(__tests__|__mocks__|tests?|e2e)\/|\.(test|spec|stories)\.[cm]?[jt]sx?$|\.d\.ts$/.test(file);

/** In all that the handlers load, and in the rest of `src`; tests keep what they say, since they may put a stand-in in its place. */
export function renameAll(
  files: Map<string, string>,
  findings: Finding[],
  handlers: readonly string[],
): string[] {
  const inSrc = [...files.keys()].filter(
    (file) => file.startsWith('src/') && /\.[cm]?[jt]sx?$/.test(file) && !isTest(file),
  );
  const waiting = [...handlers.flatMap((module) => handlerFile(files, module) ?? []), ...inSrc];
  const seen = new Set<string>();
  const changed: string[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = files.get(file) ?? '';
    const { text, relative, problems, ...found } = renamedImports(source, file);
    for (const name of relative) {
      const next = resolved(files, posix.join(posix.dirname(file), name));
      if (next !== null && !isTest(next)) waiting.push(next);
    }
    if (found.changed > 0) {
      files.set(file, text);
      changed.push(file);
    }
    if (source.includes('@forge/api')) findings.push(...problems.map((problem) => ({ file, ...problem })));
  }
  for (const [file, text] of files)
    if (isTest(file) && /vi\.(mock|doMock)\(\s*['"]@forge\/api/.test(text))
      findings.push({
        file,
        line: text.slice(0, text.search(/vi\.(mock|doMock)\(\s*['"]@forge\/api/)).split('\n').length,
        message:
          'Vitest mocks @forge/api: add "points-gauge" to test.server.deps.inline in its configuration',
      });
  return changed.sort();
}
