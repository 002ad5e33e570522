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
  const requireOf = createRequire(bundleFile);
  const required = Object.assign(
    (name: string): unknown => globals.modules.get(name.replace(/^node:/, '')) ?? requireOf(name),
    requireOf,
  );
  const own: Record<string, unknown> = {
    exports: module.exports,
    require: required,
    module,
    __filename: bundleFile,
    __dirname: dirname(bundleFile),
    ...globals.bare,
  };
  const run = compiled(bundleFile, Object.keys(own));
  run.call(module.exports, ...Object.values(own));
  globals.loaded();
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

/** Of the bundle that was compiled last: every process loads the same one anew, and V8 takes over what it made of the same text before. */
let last: { bundleFile: string; names: string; text: string; code: Buffer } | null = null;

function compiled(bundleFile: string, parameters: string[]): (...values: unknown[]) => unknown {
  const text = readFileSync(bundleFile, 'utf8');
  const names = parameters.join();
  const isLast = last?.bundleFile === bundleFile && last.names === names && last.text === text;
  const run = compileFunction(text, parameters, {
    filename: bundleFile,
    // oxlint-disable-next-line typescript/no-deprecated -- of "Script" alone: the types of the two share it
    ...(isLast && last !== null ? { cachedData: last.code } : { produceCachedData: true }),
  });
  if (!isLast) last = run.cachedData === undefined ? null : { bundleFile, names, text, code: run.cachedData };
  return run as (...values: unknown[]) => unknown;
}
