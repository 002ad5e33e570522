import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
/** Tests are named as jest is asked for them. */
const isThere = (path: string): boolean =>
  ['', '.test.ts', '.test.tsx'].some((ending) => existsSync(join(root, path + ending)));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Paths from the project's root, as prose and maps name them. Patterns of several names are none. */
const named = (file: string): string[] => {
  const found = text(file).matchAll(
    /(?<![\w./-])(?:src|static|emulator|demo|scripts|cli|fleet|test|bench)\/[\w./-]+/g,
  );
  return [...new Set([...found].map(([path]) => path.replace(/[./-]+$/, '')))];
};

test.each(['docs/architecture.md', 'CONTRIBUTING.md'])(
  'Every file and folder that %s names is there',
  (file) => {
    const paths = named(file);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  },
);

test('The map has every room of src, and fits on one screen', () => {
  const architecture = text('docs/architecture.md');
  const map = architecture.slice(architecture.indexOf('## The map'), architecture.indexOf('## One walk'));
  const [, drawn = ''] = map.split('```');
  expect(drawn.trim().split('\n').length).toBeLessThanOrEqual(24);
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(rooms.length).toBeGreaterThan(5);
  expect(rooms.map(({ name }) => `src/${name}`).filter((room) => !drawn.includes(room))).toEqual([]);
});

test('Every command that CONTRIBUTING.md names is one of npm’s scripts', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
  const commands = [...text('CONTRIBUTING.md').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => !(name in scripts) && name !== 'release')).toEqual([]);
});

test('Each walk of the architecture has 15 numbered files and 6 shapes at most, as the command counts them, and the first says what else it runs through', () => {
  const counted = execFileSync(process.execPath, ['scripts/house.mjs'], { cwd: root, encoding: 'utf8' });
  const walks = [...counted.matchAll(/^Walk (.+): (\d+) files, (\d+) shapes$/gm)];
  expect(walks.map(([, title]) => title)).toEqual([
    ...[
      'from a header to a pixel',
      'from a call to its price',
      'from a refusal to the wait of the next call',
    ],
  ]);
  for (const [, , files, shapes] of walks) {
    expect(Number(files)).toBeGreaterThan(5);
    expect(Number(files)).toBeLessThanOrEqual(15);
    expect(Number(shapes)).toBeGreaterThan(1);
    expect(Number(shapes)).toBeLessThanOrEqual(6);
  }
  expect(counted).toContain(
    '15 files, 6 shapes\n  and 20 further files that it runs through, 7 that carry anything\n',
  );
});

test('The first walk has no gap: one goes from any file of it to any other by what they import', () => {
  const architecture = text('docs/architecture.md');
  const [, walk = ''] = /^## One walk([^]*?)^They are not fewer/m.exec(architecture) ?? [];
  const files = [...walk.matchAll(/`((?:src|static)\/[\w./-]+\.tsx?)`/g)].map(([, name = '']) => name);
  expect(files.length).toBeGreaterThan(30);
  const bare = (name: string): string => name.replace(/\.tsx?$/, '');
  const importsOf = (name: string): string[] =>
    [...text(name).matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(name), path));
  const imports = new Map(files.map((name) => [name, importsOf(name)]));
  const reached = new Set(files.slice(0, 1));
  for (const from of reached)
    for (const to of files)
      if (imports.get(from)?.includes(bare(to)) === true || imports.get(to)?.includes(bare(from)) === true)
        reached.add(to);
  expect(files.filter((name) => !reached.has(name))).toEqual([]);
});

test('Each shape of a walk is one of src', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => text(join('src', name)))
    .join('\n');
  const said = [...text('docs/architecture.md').matchAll(/^Shapes: .*$/gm)].join(' ');
  const shapes = [...said.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
  expect(shapes.length).toBeGreaterThan(10);
  expect(shapes.filter((name) => !source.includes(`export interface ${name} `))).toEqual([]);
});
