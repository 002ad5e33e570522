import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';
import { inRoot } from '../paths.mjs';

/** @typedef {import('./mutations.mjs').Mutation & { id: number, file: string }} Mutant */

/** So many stand beside each other in one program: as it is for the compiler, each is one more file. */
const together = 300;

/** What a change leaves unused is no fault of it. */
const lenient = { noUnusedLocals: false, noUnusedParameters: false, allowUnreachableCode: true };

/** @returns {ts.CompilerOptions} */
function readOptions() {
  const name = inRoot('tsconfig.all.json');
  const { config, error } = ts.readConfigFile(name, ts.sys.readFile);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const base = ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile).config;
  const options = { ...base.compilerOptions, ...config.compilerOptions };
  return { ...ts.convertCompilerOptionsFromJson(options, dirname(name)).options, ...lenient };
}

/** @param {string} text @param {Mutant} mutant */
function changed(text, { start, end, after, kind }) {
  return text.slice(0, start) + (kind === 'body' ? after : `(${after})`) + text.slice(end);
}

/**
 * Those of the mutants that are programs at all. What the compiler refuses nobody can land, so no test has to notice it: it counts neither
 * as killed nor as alive. Looked at in the changed file alone; what only its users would refuse stays in.
 * @template {Mutant} T
 * @param {readonly T[]} mutants
 * @returns {T[]}
 */
export function compilable(mutants) {
  const options = readOptions();
  const host = ts.createCompilerHost(options, true);
  /** @type {Map<string, string>} */
  const copies = new Map();
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const parsed = new Map();
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => copies.has(name) || fileExists(name);
  host.readFile = (name) => copies.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const copy = copies.get(name);
    if (copy !== undefined) return ts.createSourceFile(name, copy, ts.ScriptTarget.ES2022, true);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  /** @type {T[]} */
  const good = [];
  for (let at = 0; at < mutants.length; at += together) {
    const some = mutants.slice(at, at + together);
    /** @type {Map<T | string, string>} */
    const names = new Map();
    copies.clear();
    /** @param {T | string} key @param {string} file @param {string} text */
    const put = (key, file, text) => {
      const name = `${file.replaceAll('\\', '/').slice(0, -'.ts'.length)}.copy-${names.size}.ts`;
      names.set(key, name);
      copies.set(name, text);
    };
    for (const file of new Set(some.map((mutant) => mutant.file)))
      put(file, file, readFileSync(file, 'utf8'));
    for (const mutant of some) put(mutant, mutant.file, changed(readFileSync(mutant.file, 'utf8'), mutant));
    const program = ts.createProgram([...copies.keys()], options, host);
    /** @param {T | string} key */
    const isSound = (key) => {
      const source = program.getSourceFile(names.get(key) ?? '');
      return (
        source !== undefined &&
        program.getSyntacticDiagnostics(source).length === 0 &&
        program.getSemanticDiagnostics(source).length === 0
      );
    };
    // A copy of a class is another class than its original: where that matters, the compiler cannot be asked this way.
    const askable = new Set([...names.keys()].filter((key) => typeof key === 'string' && isSound(key)));
    good.push(...some.filter((mutant) => !askable.has(mutant.file) || isSound(mutant)));
  }
  return good;
}
