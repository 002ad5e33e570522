import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { duplicatesIn } from './house/duplicates.mjs';
import { walksOf } from './house/walks.mjs';
import { inRoot, root } from './paths.mjs';

/**
 * `npm run house`: how large the rooms are. Files and lines of each folder, its median and largest file, and the small files of the
 * product that one other file alone imports: parts of an idea, as often as not; then places that share six lines and more, and the files
 * and shapes of the walks that docs/architecture.md describes. Counts what Git knows; with `--list`, the small files and the places by name.
 */
const sources = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => /\.(ts|tsx|mjs|cjs)$/.test(name) && existsSync(inRoot(name)));

/** @type {Map<string, string>} */
const texts = new Map(sources.map((name) => [name, readFileSync(inRoot(name), 'utf8')]));

/** @param {string} name */
const linesOf = (name) => (texts.get(name)?.trimEnd().split('\n') ?? []).length;

/** Two levels, as one speaks of them: `src/headers`, and `src` for what stands beside the rooms. @param {string} name */
function roomOf(name) {
  const folders = dirname(name)
    .replace(/^static\/dashboard\/src/, 'page')
    .split('/');
  return folders[0] === '.' ? '(root)' : folders.slice(0, 2).join('/');
}

/** @param {readonly string[]} names */
function sizeOf(names) {
  const lines = names.map(linesOf).sort((a, b) => a - b);
  const largest = [...names].sort((a, b) => linesOf(b) - linesOf(a))[0] ?? '';
  return {
    files: names.length,
    lines: lines.reduce((sum, one) => sum + one, 0),
    median: lines[Math.floor(lines.length / 2)] ?? 0,
    largest: `${linesOf(largest)} ${largest.split('/').at(-1)}`,
  };
}

/** The file that a relative import means. @param {string} from @param {string} path */
function targetOf(from, path) {
  const base = join(dirname(from), path).replaceAll('\\', '/');
  return [base, ...['.ts', '.tsx', '/index.ts'].map((ending) => base + ending)].find((name) =>
    texts.has(name),
  );
}

/** @type {Map<string, Set<string>>} */
const importers = new Map();
for (const [name, text] of texts) {
  if (/^test\/|\.test\./.test(name)) continue;
  for (const [, path = ''] of text.matchAll(/(?:\bfrom|\bimport\(?)\s*['"](\.[^'"]+)['"]/g)) {
    const target = targetOf(name, path);
    if (target !== undefined) importers.set(target, (importers.get(target) ?? new Set()).add(name));
  }
}

/** @type {Record<string, string[]>} */
const rooms = {};
for (const name of sources) (rooms[roomOf(name)] ??= []).push(name);
console.table(
  Object.fromEntries(
    Object.entries(rooms)
      .sort()
      .map(([room, names]) => [room, sizeOf(names)]),
  ),
);

const isTest = (/** @type {string} */ name) => /^test\/|\.test\./.test(name);
const product = sources.filter((name) => /^(src|static|emulator|demo|cli)\//.test(name) && !isTest(name));
console.table({ 'src, static, emulator, demo and cli': sizeOf(product), everything: sizeOf(sources) });

const isList = process.argv.includes('--list');
const ofProduct = (/** @type {string} */ name) => /^(src|static)\//.test(name) && !isTest(name);
const alone = sources.filter((name) => ofProduct(name) && importers.get(name)?.size === 1);
const small = alone.filter((name) => linesOf(name) < 60);
console.log(
  `Files of src and static that one other file imports: ${alone.length}, under 60 lines ${small.length}`,
);
if (isList)
  for (const name of small)
    console.log(
      `  ${String(linesOf(name)).padStart(3)}  ${name}  ←  ${[...(importers.get(name) ?? [])].join()}`,
    );

const code = new Map([...texts].filter(([name]) => product.includes(name)));
const shared = duplicatesIn(code, 6);
console.log(`Pairs of places of the product that share six lines and more: ${shared.length}`);
for (const { lines, places } of isList ? shared : shared.slice(0, 5))
  console.log(`  ${String(lines).padStart(3)}  ${places.join('  =  ')}`);

for (const walk of walksOf(readFileSync(inRoot('docs', 'architecture.md'), 'utf8'))) {
  const { title, files, shapes, further, carriers } = walk;
  console.log(`Walk ${title}: ${files.length} files, ${shapes.length} shapes`);
  if (further.length > 0)
    console.log(
      `  and ${further.length} further files that it runs through, ${carriers.length} that carry anything`,
    );
}
