import type { AppFunction } from './app-manifest';
import type { GaugeFunction } from './gauge-part';

export const gaugeModule = 'src/points-gauge';
export const entryModule = 'src/points-gauge-entry';
/** The entry as the manifest names it: below `src`, without its ending. */
const entryName = 'points-gauge-entry';

export interface WrappedFunction extends AppFunction {
  /** What the entry module exports it as. */
  exported: string;
}

/** A name for each function, as the app exports it where no other has that name. */
export function namedFunctions(
  functions: readonly AppFunction[],
  gauge: readonly GaugeFunction[],
): WrappedFunction[] {
  const taken = new Set(['gauge', 'handlers', ...gauge.map(({ exported }) => exported)]);
  return functions.map((one) => {
    const { module, name } = partsOf(one.handler);
    const plain = identifier(name === 'default' ? module : name);
    let exported = plain;
    for (let count = 2; taken.has(exported); count += 1) exported = `${plain}${String(count)}`;
    taken.add(exported);
    return { ...one, exported };
  });
}

/** `folder/file.run`: the module is what stands before the last dot. */
export function partsOf(handler: string): { module: string; name: string } {
  const dot = handler.lastIndexOf('.');
  return { module: handler.slice(0, dot), name: handler.slice(dot + 1) };
}

export const handlerOf = (exported: string): string => `${entryName}.${exported}`;

const head = (what: string): string =>
  `// Written by "points-gauge embed", which writes it anew with --upgrade and takes it out with --undo.\n// ${what}\n`;

export function gaugeModuleText(appName: string): string {
  return `${head('The gauge of this app: one for each process.')}import { createGauge } from 'points-gauge/forge';

export const gauge = createGauge({ appName: ${quoted(appName)} });
`;
}

export function entryModuleText(
  functions: readonly WrappedFunction[],
  gauge: readonly GaugeFunction[],
): string {
  const modules = [...new Set(functions.map(({ handler }) => partsOf(handler).module))];
  const aliases = new Map(
    modules.map((module, index) => [module, `app${index === 0 ? '' : String(index + 1)}`]),
  );
  const imports = modules.map((module) => `import * as ${aliases.get(module) ?? ''} from './${module}';`);
  const wrapped = functions.map(({ handler, trigger, exported }) => {
    const { module, name } = partsOf(handler);
    return `export const ${exported} = gauge.withGauge('${trigger}', ${aliases.get(module) ?? ''}.${name});`;
  });
  const own = gauge.map(({ name, exported }) => `export const ${exported} = handlers.${name};`);
  return `${head('What manifest.yml names: the functions of the app, metered, and those of the gauge. The gauge comes first, so that it is there before a call.')}import { gauge } from './points-gauge';
import { createHandlers } from 'points-gauge/forge';
${imports.join('\n')}

${wrapped.join('\n')}

const handlers = createHandlers(gauge);
${own.join('\n')}
`;
}

function identifier(name: string): string {
  const word = name.replace(/[^A-Za-z0-9_$]+(.)?/g, (_all, next: string | undefined) =>
    (next ?? '').toUpperCase(),
  );
  return /^[A-Za-z_$]/.test(word) ? word : `app${word}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\s+/g, ' ')}'`;
}
