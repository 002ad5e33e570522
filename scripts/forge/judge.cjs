// Runs Forge's manifest validation, linter and bundler on the app in the current folder, and writes what they found as JSON.
// A program of its own, and CommonJS, because the bundler reads the process's main module and the current folder.
// Usage: node judge.cjs <result file> [<bundle file>]
const fs = require('node:fs');
const path = require('node:path');
const { getEntryPoints, getNodeBundler, getWrapperProvider } = require('@forge/bundler');
const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
const { lint } = require('@forge/lint');
const { parseSourceFile } = require('@forge/lint/out/lint/lint');
const { ProcessorBuilder, ValidationTypes } = require('@forge/manifest');

const [resultFile = '', bundleFile] = process.argv.slice(2);

/**
 * @typedef {{ line?: number | undefined, column?: number | undefined, message?: string | undefined }} Problem
 * @typedef {{ judge: string, level: string, file: string, line: number, column: number, message: string | undefined }} Finding
 * @type {Finding[]}
 */
const findings = [];

/**
 * The linter repeats what the validation of the manifest said: once is enough.
 * @param {string} judge
 * @param {string} level
 * @param {string} file
 * @param {Problem} problem
 */
function add(judge, level, file, { line, column, message }) {
  if (findings.some((known) => known.file === file && known.line === line && known.message === message))
    return;
  findings.push({ judge, level, file, line: line ?? 0, column: column ?? 0, message });
}

const quiet = () => undefined;
const logger = {
  info: quiet,
  debug: quiet,
  trace: quiet,
  /** @param {Error | string} error */
  error: (error) => {
    add('bundler', 'error', '', { message: typeof error === 'string' ? error : error.message });
  },
  /** @param {unknown} message */
  warn: (message) => {
    add('bundler', 'warning', '', { message: String(message) });
  },
};

/** What the platform retires is asked of Atlassian's servers in the CLI; here it is written down. Read 2026-11. */
const deprecated = { getDeprecatedRuntimes: async () => ['nodejs20.x'] };

async function validateManifest() {
  const options = { deprecatedRuntimes: await deprecated.getDeprecatedRuntimes() };
  const builder = ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).withOptions(options);
  const { errors } = await builder.build().process();
  for (const error of errors ?? []) add('manifest', error.level, 'manifest.yml', error);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(file);
    return /(?<!\.test)\.[jt]sx?$/.test(entry.name) ? [file] : [];
  });
}

/**
 * How many files the linter really read: what `include` of tsconfig.json does not name, it leaves out without a word.
 * @param {import('./manifest').Manifest} manifest
 */
async function runLinter(manifest) {
  const files = sourceFiles('src');
  let readFiles = 0;
  /** @param {string} file @param {object} parser */
  const countAndParse = (file, parser) => {
    readFiles += 1;
    return parseSourceFile(file, parser);
  };
  const config = { linter: { mode: 'client-side' }, parseFunction: countAndParse };
  const results = await lint(files, manifest, 'development', logger, deprecated, config);
  for (const { file, errors, warnings } of results) {
    for (const error of errors) add('linter', 'error', file, error);
    for (const warning of warnings) add('linter', 'warning', file, warning);
  }
  if (readFiles < files.length) {
    const message = `The linter read ${readFiles} of ${files.length} files of src: "include" has to list patterns.`;
    add('linter', 'error', 'tsconfig.json', { message });
  }
  return readFiles;
}

/** @param {import('./manifest').Manifest} manifest */
async function bundle(manifest) {
  const names = manifest.modules.function.map(({ handler }) => handler.slice(0, handler.lastIndexOf('.')));
  const modules = [...new Set(names)].map((module) => ({ module }));
  const provider = getWrapperProvider({ fileSystemReader: new FileSystemReader() });
  const bundler = getNodeBundler(
    logger,
    provider,
    new ConfigFile(new FileSystemReader(), new FileSystemWriter()),
  );
  const args = { appDirectory: process.cwd(), entryPoints: getEntryPoints(modules) };
  const { outputDir } = await bundler.bundle(args);
  if (bundleFile !== undefined) {
    fs.mkdirSync(path.dirname(bundleFile), { recursive: true });
    fs.copyFileSync(path.join(outputDir, `${names[0]}.cjs`), bundleFile);
    fs.copyFileSync(
      path.join(outputDir, `${names[0]}.cjs.map`),
      path.join(path.dirname(bundleFile), 'index.cjs.map'),
    );
  }
  fs.rmSync(outputDir, { recursive: true, force: true });
}

/**
 * @template T
 * @param {string} judge
 * @param {() => Promise<T>} work
 */
async function attempt(judge, work) {
  try {
    return await work();
  } catch (error) {
    add(judge, 'error', '', { message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

async function main() {
  await attempt('manifest', validateManifest);
  const manifest = await new ConfigFile(new FileSystemReader(), new FileSystemWriter()).readConfig();
  const lintedFiles = await attempt('linter', () => runLinter(manifest));
  await attempt('bundler', () => bundle(manifest));
  fs.writeFileSync(resultFile, JSON.stringify({ findings, lintedFiles }));
}

void main();
