import ts from 'typescript';

/**
 * `node compile-consumers.mjs <tsconfig>…`: compiles each project as `tsc -p` does, with its settings, and prints what that prints. In one
 * process, where a declaration is parsed once. The language's own declarations and Node's are most of the work and no resolver sees others: they are
 * checked with the first project of the same libraries and not again.
 */
/** @type {ts.FormatDiagnosticsHost} */
const formatHost = {
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getCanonicalFileName: (name) => name,
  getNewLine: () => ts.sys.newLine,
};

/** @param {string} file */
function readProject(file) {
  /** @type {ts.ParseConfigFileHost} */
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic(diagnostic) {
      throw new Error(ts.formatDiagnostic(diagnostic, formatHost));
    },
  };
  const project = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  if (project === undefined) throw new Error(`${file} cannot be read.`);
  return project;
}

/** The declarations that were parsed, by where they are and as what. @type {Map<string, ts.SourceFile | undefined>} */
const parsed = new Map();

/** @param {ts.CompilerOptions} options */
function hostOf(options) {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, how, ...rest) => {
    if (!/\.d\.[cm]?ts$/.test(name)) return read(name, how, ...rest);
    const key = JSON.stringify([name, how]);
    if (!parsed.has(key)) parsed.set(key, read(name, how, ...rest));
    return parsed.get(key);
  };
  return host;
}

const ofPlatform = /\/node_modules\/(@types\/node|undici-types)\//;
/** @type {Set<string>} */
const checked = new Set();

/** @param {ts.ParsedCommandLine} project */
function* errorsOf({ fileNames, options, errors }) {
  const program = ts.createProgram(fileNames, options, hostOf(options));
  yield* errors;
  yield* program.getOptionsDiagnostics();
  yield* program.getGlobalDiagnostics();
  const { target, lib, types, strict } = options;
  for (const file of program.getSourceFiles()) {
    yield* program.getSyntacticDiagnostics(file);
    if (program.isSourceFileDefaultLibrary(file) || ofPlatform.test(file.fileName)) {
      const key = JSON.stringify([file.fileName, target, lib, types, strict]);
      if (checked.has(key)) continue;
      checked.add(key);
    }
    yield* program.getSemanticDiagnostics(file);
  }
}

for (const project of process.argv.slice(2)) {
  const errors = [...errorsOf(readProject(project))];
  if (errors.length === 0) continue;
  process.exitCode = 1;
  process.stdout.write(ts.formatDiagnostics(errors, formatHost));
}
