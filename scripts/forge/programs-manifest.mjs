import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot, root } from '../paths.mjs';
import { customScopes, programsVariant } from './programs-variant.mjs';
import { writeVariant } from './write-variant.mjs';

const head = `# Points Gauge that programs and agents may ask, and that runs a function while a pool is in alarm. Written from manifest.yml by
# "npm run manifest:programs"; docs/api.md says what else is to be done.
`;

/** `npm run manifest:programs [-- --stdout]` */
await writeVariant({ name: 'programs', head, variantOf: programsVariant });
if (!process.argv.includes('--stdout')) {
  const { stringify } = await import('yaml');
  mkdirSync(inRoot('.cache'), { recursive: true });
  const file = inRoot('.cache', 'custom-scopes.yaml');
  writeFileSync(file, stringify(customScopes));
  console.log(`Written: ${relative(root, file)}, for "forge custom-scopes create -e <environment> -f".`);
}
