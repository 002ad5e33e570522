import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Clock } from '../clock';
import { isolateGlobals } from './isolate-globals';

/** One warm process of an app: its own module variables, shared by all invocations and installations that land on it. */
export interface Isolate {
  id: number;
  /** @throws Error when the bundle has no such function. */
  handler: (exportName: string) => Handler;
}

export type Handler = (event: unknown, request: unknown) => unknown;

export interface IsolateOptions {
  id: number;
  /** A CommonJS bundle. */
  bundleFile: string;
  clock: Clock;
  log: (level: string, message: string) => void;
}

/** Loads the bundle anew. Nothing is shared with isolates loaded before. */
export function loadIsolate(options: IsolateOptions): Isolate {
  const { bundleFile } = options;
  const globals = isolateGlobals(options.clock, options.log);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const names = [
    'exports',
    'require',
    'module',
    '__filename',
    '__dirname',
    'global',
    'globalThis',
    'Date',
    'console',
  ];
  const run = compileFunction(readFileSync(bundleFile, 'utf8'), names, { filename: bundleFile });
  run.call(
    module.exports,
    module.exports,
    createRequire(bundleFile),
    module,
    bundleFile,
    dirname(bundleFile),
    globals.global,
    globals.global,
    globals.date,
    globals.console,
  );
  return {
    id: options.id,
    handler: (exportName) => {
      const handler = module.exports[exportName];
      if (typeof handler !== 'function')
        throw new Error(`${bundleFile} exports no function "${exportName}".`);
      return handler as Handler;
    },
  };
}
