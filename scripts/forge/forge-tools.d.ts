/** Of Forge's own tools, which are installed apart: what judge.cjs calls of them. Read in their sources, 2026-11. */
declare module '@forge/bundler' {
  export function getWrapperProvider(options: object): object;
  export function getEntryPoints(modules: readonly { module: string }[]): object;
  export function getNodeBundler(
    logger: object,
    provider: object,
    config: object,
  ): { bundle: (args: object) => Promise<{ outputDir: string }> };
}

declare module '@forge/cli-shared' {
  export const FileSystemReader: new () => object;
  export const FileSystemWriter: new () => object;
  export const ConfigFile: new (
    reader: object,
    writer: object,
  ) => { readConfig: () => Promise<import('./manifest').Manifest> };
}

declare interface LintProblem {
  line?: number;
  column?: number;
  message: string;
}

declare module '@forge/lint' {
  export function lint(
    files: readonly string[],
    manifest: object,
    environment: string,
    logger: object,
    deprecated: object,
    config: object,
  ): Promise<{ file: string; errors: LintProblem[]; warnings: LintProblem[] }[]>;
}

declare module '@forge/lint/out/lint/lint' {
  export function parseSourceFile(file: string, parser: object): unknown;
}
