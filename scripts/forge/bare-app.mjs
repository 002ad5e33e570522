import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const entry = 'embed-check-entry';

/**
 * Prepares an app without the gauge beside one that has its packages, so that both can be bundled, run and compared: one entry for all
 * the functions of the manifest, under names of their own.
 * @param {{ folder: string, manifest: string, packages: string, isTyped: boolean }} app `folder`: a copy as its developer has it;
 * `manifest`: its text; `packages`: where its packages are installed
 */
export function prepareBare({ folder, manifest, packages, isTyped }) {
  symlinkSync(join(packages, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const app = parse(manifest);
  /** @type {{ handler: string }[]} */
  const functions = app.modules.function;
  const lines = functions.map((one, index) => {
    const dot = one.handler.lastIndexOf('.');
    const [module, name] = [one.handler.slice(0, dot), one.handler.slice(dot + 1)];
    one.handler = `${entry}.run${index}`;
    return `export { ${name} as run${index} } from './${module}';\n`;
  });
  writeFileSync(join(folder, 'manifest.yml'), stringify(app));
  writeFileSync(join(folder, 'src', `${entry}.${isTyped ? 'ts' : 'js'}`), lines.join(''));
}
