import { InputError } from '../../src/input-error';

/** What was embedded, kept in the app as `points-gauge.json`, so that it can be taken out or brought up to date. */
export interface EmbedState {
  version: string;
  /** The modules that were written. */
  files: string[];
  /** Sources in which `@forge/api` became `points-gauge/api`. */
  imports: string[];
  /** Keys of modules, functions and resources, and names of entities, in the manifest. */
  keys: string[];
  /** By function key: the handler as it was. */
  handlers: Record<string, string>;
  /** What was added where the app had none of it. */
  scopes: string[];
  /** By name: the version that was asked for before, `null` where there was none. */
  dependencies: Record<string, string | null>;
  overrides: string[];
}

export const stateFile = 'points-gauge.json';

const note = 'Written by "points-gauge embed". Keep it in version control: --upgrade and --undo read it.';

export function writeState(state: EmbedState): string {
  return `${JSON.stringify({ note, ...state }, null, 2)}\n`;
}

/** @throws InputError when somebody changed it so that it cannot be read */
export function readState(text: string): EmbedState {
  try {
    const state = JSON.parse(text) as Partial<EmbedState>;
    const { version = '', files = [], imports = [], keys = [], handlers = {} } = state;
    const { scopes = [], dependencies = {}, overrides = [] } = state;
    return { version, files, imports, keys, handlers, scopes, dependencies, overrides };
  } catch {
    throw new InputError(
      `${stateFile} cannot be read. Take it back from version control, then run it again.`,
    );
  }
}
