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

/** What index.html names, and what that needs. */
function filesOfPage(): Set<string> {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const found = new Set<string>();
  for (const [, path] of html.matchAll(/(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g)) {
    if (path !== undefined) neededBy(join(dist, path), found);
  }
  return found;
}

const kilobytesOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / kilobyte;

const assets = join(dist, 'assets');
/** The words of the first view in a language. */
const wordsIn = (language: string): string[] =>
  readdirSync(assets).flatMap((name) => (name.startsWith(`${language}-first-`) ? [join(assets, name)] : []));

describe('the weight of the built page', () => {
  it.each([
    ['en', 125],
    ['de', 140],
    ['fr', 140],
  ])('its first view loads little, gzipped: in %s at most %d KB', (language, most) => {
    expect(existsSync(join(dist, 'index.html'))).toBe(true);
    const page = filesOfPage();
    const words = wordsIn(language);
    expect(page.size).toBeGreaterThan(4);
    expect(words).toHaveLength(1);
    expect(kilobytesOf([join(dist, 'index.html'), ...page, ...words])).toBeLessThanOrEqual(most);
  });

  it('is at most 350 KB of JavaScript, gzipped, for all pages and languages together', () => {
    const all = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(kilobytesOf(all.map((name) => join(assets, name)))).toBeLessThanOrEqual(350);
  });
});
