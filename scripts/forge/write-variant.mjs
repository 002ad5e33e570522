import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, root } from '../paths.mjs';
import { messageOf, Problem, runMain } from '../problem.mjs';
import { ensureInstalled } from '../setup.mjs';

/**
 * @typedef {import('./manifest').Manifest} Manifest
 * @typedef {{ stdout?: boolean, [option: string]: string | boolean | undefined }} Values
 * @typedef {Record<string, { type: 'string' | 'boolean' }>} Options
 */

/** @type {Options} */
const usualOptions = { stdout: { type: 'boolean' } };

/**
 * Writes a variant of manifest.yml to `.cache`, or prints it where the command line says `--stdout`.
 * @param {{ name: string, head: string, variantOf: (manifest: Manifest, values: Values) => Manifest, options?: Options }} variant
 */
export async function writeVariant({ name, head, variantOf, options = usualOptions }) {
  await runMain(async () => {
    const values = readOptions(options);
    await ensureInstalled();
    const { parse, stringify } = await import('yaml');
    const variant = variantOf(parse(readFileSync(inRoot('manifest.yml'), 'utf8')), values);
    const text = head + stringify(variant, { aliasDuplicateObjects: false });
    if (values.stdout === true) {
      process.stdout.write(text);
      return;
    }
    const file = inRoot('.cache', `manifest.${name}.yml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`Written: ${relative(root, file)}. Use it as manifest.yml in a copy of the project.`);
  });
}

/**
 * @param {Options} options
 * @returns {Values}
 */
function readOptions(options) {
  try {
    return /** @type {Values} */ (parseArgs({ options }).values);
  } catch (error) {
    throw new Problem(messageOf(error));
  }
}
