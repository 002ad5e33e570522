import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pageFolder } from '../support/bundles';

const dist = pageFolder();
const kilobyte = 1024;

const gzipBytes = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

/** Scripts that a script cannot run without. What is imported with `import()` comes later, if at all. */
function neededBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
    if (path !== undefined) neededBy(join(dirname(file), path), seen);
  }
  return seen;
}

function scriptsOfPage(): Set<string> {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const found = new Set<string>();
  for (const [, path] of html.matchAll(/(?:src|href)="(\.\/[^"]+\.js)"/g)) {
    if (path !== undefined) neededBy(join(dist, path), found);
  }
  return found;
}

const kilobytesOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / kilobyte;

describe('the weight of the built page', () => {
  it('is at most 200 KB of JavaScript, gzipped, until the overview is there', () => {
    expect(existsSync(join(dist, 'index.html'))).toBe(true);
    const scripts = scriptsOfPage();
    expect(scripts.size).toBeGreaterThan(0);
    expect(kilobytesOf(scripts)).toBeLessThanOrEqual(200);
  });

  it('is at most 350 KB of JavaScript, gzipped, for all pages and languages together', () => {
    const assets = join(dist, 'assets');
    const all = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(kilobytesOf(all.map((name) => join(assets, name)))).toBeLessThanOrEqual(350);
  });
});
