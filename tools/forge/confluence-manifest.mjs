import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { inRoot, root } from '../../local/bin/paths.mjs';
import { runMain } from '../../local/bin/problem.mjs';
import { ensureInstalled } from '../../local/bin/setup.mjs';
import { confluenceVariant } from './confluence-variant.mjs';

const head = `# Points Gauge for sites with Confluence and without Jira. Written from manifest.yml by "npm run manifest:confluence".
# The platform allows one required product per app, so register it as an app of its own before "forge deploy".
`;

/** `npm run manifest:confluence [-- --stdout]`: writes the variant to `.cache`, or prints it. */
await runMain(async () => {
  await ensureInstalled();
  const { parse, stringify } = await import('yaml');
  const variant = confluenceVariant(parse(readFileSync(inRoot('manifest.yml'), 'utf8')));
  const text = head + stringify(variant, { aliasDuplicateObjects: false });
  if (process.argv.includes('--stdout')) {
    process.stdout.write(text);
    return;
  }
  const file = inRoot('.cache', 'manifest.confluence.yml');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`Written: ${relative(root, file)}. Use it as manifest.yml in a copy of the project.`);
});
