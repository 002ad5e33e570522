import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from './node-process';

interface Entity {
  name: string;
  indexes?: string[];
}

/** Names of the indexes that the ledger asks by. */
function queried(): string[] {
  const folder = join(projectRoot, 'src', 'ledger');
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/\.index\('([^']+)'/g)].map(([, name]) => name ?? ''));
}

test.each(['manifest.yml', 'examples/forge-app/manifest.yml'])(
  '%s declares the indexes that somebody queries and no other, since none can be deleted once it is in production',
  (file) => {
    const manifest = parse(readFileSync(join(projectRoot, file), 'utf8')) as {
      app: { storage: { entities: Entity[] } };
    };
    const declared = manifest.app.storage.entities.flatMap(({ indexes = [] }) => indexes);
    expect(declared).toEqual(['hour']);
    expect([...new Set(queried())]).toEqual(declared);
  },
);
