import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
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

/** Of the bundle that was compiled last: every process loads the same one anew, and V8 keeps with a script what it compiled of its functions. */
let last: { bundleFile: string; text: string; script: Script } | null = null;

function compiled(bundleFile: string, parameters: string[]): (...values: unknown[]) => unknown {
  const head = `(function (${parameters.join()}) {`;
  const text = `${head}${readFileSync(bundleFile, 'utf8')}\n})`;
  if (last?.bundleFile !== bundleFile || last.text !== text) {
    // On the first line, too, an error is where it is in the file.
    const script = new Script(text, { filename: bundleFile, columnOffset: -head.length });
    last = { bundleFile, text, script };
  }
  return last.script.runInThisContext() as (...values: unknown[]) => unknown;
}
