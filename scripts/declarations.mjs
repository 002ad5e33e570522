import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';

/** @import ts from 'typescript' */

/** What every entry may see: that of a browser, too, since the library runs in both. */
const libraries = ['ES2023', 'DOM', 'DOM.Iterable'];

/** No folder of the package is named for what emulates: its entry is `points-gauge/testing`. @param {string} path */
export const declarationPath = (path) => path.replace(/^emulator\//, 'testing/');

/** @param {typeof ts} compiler */
function readOptions(compiler) {
  const file = inRoot('tsconfig.json');
  const { config } = compiler.readConfigFile(file, compiler.sys.readFile);
  const wanted = {
    ...{ declaration: true, emitDeclarationOnly: true, sourceMap: false, lib: libraries },
    // `npm run check` checks them, and the library without a word of Node's.
    noCheck: true,
  };
  const { options, errors } = compiler.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, ...wanted },
    root,
  );
  return { options, errors };
}

/**
 * Writes into `folder` the declarations of `sources` and of every file that they lead to. What an entry's types never name is left out:
 * that is three files of four, which everybody who installs the package would get.
 * @param {readonly string[]} sources from the project's root
 * @param {string} folder
 */
export async function writeDeclarations(sources, folder) {
  // Imported late: in a fresh clone the compiler is there only after the install.
  const { default: compiler } = await import('typescript');
  const { options, errors } = readOptions(compiler);
  const program = compiler.createProgram(
    sources.map((source) => inRoot(source)),
    options,
  );
  /** @param {readonly ts.Diagnostic[]} found */
  const refuse = (found) => {
    if (found.length === 0) return;
    const said = compiler.formatDiagnostics(found, {
      ...{ getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' },
    });
    throw new Problem(`The types could not be written:\n${said}`);
  };
  refuse([...errors, ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics()]);

  const files = new Set(sources.map((source) => program.getSourceFile(inRoot(source))));
  // What is added on the way is come to as well.
  for (const file of files) {
    if (file === undefined) throw new Problem('The types could not be written: a source is not there.');
    const { diagnostics } = program.emit(
      file,
      (_name, text) => {
        const path = declarationPath(relative(root, file.fileName).replaceAll('\\', '/'));
        const target = join(folder, path.replace(/\.ts$/, '.d.ts'));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
        for (const { fileName } of compiler.preProcessFile(text, true).importedFiles) {
          const { resolvedModule } = compiler.resolveModuleName(
            fileName,
            file.fileName,
            options,
            compiler.sys,
          );
          const isOurs = fileName.startsWith('.') && resolvedModule !== undefined;
          if (isOurs) files.add(program.getSourceFile(resolvedModule.resolvedFileName));
        }
      },
      undefined,
      true,
    );
    refuse(diagnostics);
  }
}
