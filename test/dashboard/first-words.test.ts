import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { de } from '../../static/dashboard/src/text/de';
import { en } from '../../static/dashboard/src/text/en';
import { halfOf } from '../../static/dashboard/src/text/first-words';
import { fr } from '../../static/dashboard/src/text/fr';

const root = join(__dirname, '..', '..');
const source = 'static/dashboard/src';

/** The first view's modules: what `draw` cannot do without. Whatever is imported with `import()` draws another page. */
async function firstModules(): Promise<string[]> {
  const entry = `${source}/draw.tsx`;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    ...{ bundle: true, write: false, metafile: true, splitting: true, format: 'esm', outdir: 'out' },
    packages: 'external',
    external: ['*?first', '*?rest'],
    loader: { '.css': 'empty' },
  });
  const found = new Set<string>();
  const walk = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && external !== true) walk(path);
  };
  walk(entry);
  return [...found].filter((file) => file.startsWith(source));
}

type Words = Readonly<Record<string, unknown>>;

/** What a chain such as `routing.advice.kinds.*.name` leads to among messages, as far as it does; `*` stands for a choice of the page. */
function wordsAt(messages: unknown, [key, ...further]: readonly string[]): unknown {
  if (key === undefined || typeof messages !== 'object' || messages === null) return messages;
  if (key === '*') return Object.values(messages).map((each) => wordsAt(each, further));
  return key in messages ? wordsAt((messages as Words)[key], further) : messages;
}

test('whatever the source of the first view says by name is in the first half', async () => {
  const files = await firstModules();
  expect(files).toContain(`${source}/pages/overview.tsx`);
  expect(files).not.toContain(`${source}/pages/limits.tsx`);
  const first = halfOf(en, 'first');
  const missing = files.flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8');
    expect([file, /\btext\[/.test(code)]).toEqual([file, false]);
    return [...code.matchAll(/\btext((?:\.\w+|\[\w+\])+)/g)].flatMap(([, chain = '']) => {
      const path = chain
        .replace(/\[\w+\]/g, '.*')
        .slice(1)
        .split('.');
      const [whole, half] = [en, first].map((messages) => JSON.stringify(wordsAt(messages, path)));
      return Object.hasOwn(en, path[0] ?? '') && half !== whole ? [`${file}: text${chain}`] : [];
    });
  });
  expect(missing).toEqual([]);
});

test('the halves of every language are its whole, and no word is in both', () => {
  const paths = (part: unknown, at: string): string[] =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([key, inner]) => paths(inner, `${at}.${key}`))
      : [at];
  for (const language of [en, de, fr]) {
    const halves = [...paths(halfOf(language, 'first'), ''), ...paths(halfOf(language, 'rest'), '')];
    expect(halves.toSorted()).toEqual(paths(language, '').toSorted());
  }
});
