import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  for (const [name, text] of Object.entries(pages(captures))) {
    const file = inRoot('docs', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`docs/${name}`);
  }
});
