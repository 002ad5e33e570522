import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleDocs } from './bundle.mjs';
import { inRoot } from './paths.mjs';
import { runMain } from './problem.mjs';
import { ensureInstalled } from './setup.mjs';

const fixtures = inRoot('test', 'fixtures', 'headers');

/** `npm run docs`: writes the pages under `docs` that are made of data. */
await runMain(async () => {
  await ensureInstalled();
  const { pages } = createRequire(import.meta.url)(await bundleDocs());
  const captures = readdirSync(fixtures)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(fixtures, file), 'utf8')));
  mkdirSync(inRoot('docs'), { recursive: true });
  for (const [name, text] of Object.entries(pages(captures))) {
    writeFileSync(inRoot('docs', name), text);
    console.log(`docs/${name}`);
  }
});
