import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pageFolder } from '../support/bundles';
import { projectRoot } from './node-process';

const sheets = join('static', 'dashboard', 'src', 'styles');

test('the page is known by each of its style sheets, also by those that another one imports', () => {
  pageFolder();
  const stamp = readFileSync(join(projectRoot, '.cache', 'dashboard.sources.json'), 'utf8');
  const { files } = JSON.parse(stamp) as { files: Record<string, string> };
  const named = Object.keys(files).filter((file) => file.startsWith(`${sheets}/`));
  expect(named.sort()).toEqual(
    readdirSync(join(projectRoot, sheets))
      .map((name) => join(sheets, name))
      .sort(),
  );
});
