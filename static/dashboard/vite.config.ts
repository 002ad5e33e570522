import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { halvedWords } from './halved-words.ts';

/** Has the browser fetch what draws the page together with the script that asks the app, not after it. */
const fetchAppAtOnce: Plugin = {
  name: 'fetch-app-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const draw = chunks.find(({ name }) => name === 'draw');
      const names = draw === undefined ? [] : [...draw.imports, draw.fileName];
      const styles = chunks
        .filter(({ fileName }) => names.includes(fileName))
        .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
      const links = (rel: string, files: readonly string[]) =>
        [...new Set(files)]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel, crossorigin: true, href: `./${name}` },
            injectTo: 'head' as const,
          }));
      return [...links('modulepreload', names), ...links('stylesheet', styles)];
    },
  },
};

/** Modules of packages that give a name or two of many, and what they give here. */
const onlyNeeded: Readonly<Record<string, string>> = {
  '@forge/bridge/out/index.js': `
    export { invoke } from './invoke/invoke.js';
    export { requestConfluence, requestJira } from './fetch/index.js';
    export { view } from './view/view.js';`,
  '@forge/bridge/out/view/view.js': `
    import { createHistory } from './createHistory.js';
    import { getContext } from './getContext.js';
    import { theme } from './theme.js';
    export const view = { createHistory, getContext, theme };`,
  '@forge/i18n/out/index.js': `export { ensureLocale } from './ensureLocale.js';`,
};

/**
 * CommonJS, of which the bundler cannot know what is needed: of the bridge it is a quarter. A name that is not among them fails the build.
 */
const takeOnlyNeeded: Plugin = {
  name: 'take-only-needed',
  enforce: 'pre',
  load: (id) =>
    Object.entries(onlyNeeded).find(([file]) =>
      id.replaceAll('\\', '/').endsWith(`node_modules/${file}`),
    )?.[1],
};

const part = (name: string): string => fileURLToPath(new URL(`src/parts/${name}.ts`, import.meta.url));

/** The halves of a language by their names, so that what is weighed is known by its file. */
const nameOfChunk = ({ facadeModuleId }: { facadeModuleId?: string | null }): string => {
  const [, language, half] = /([a-z]{2,3})\.ts\?(first|rest)$/.exec(facadeModuleId ?? '') ?? [];
  return `assets/${language === undefined ? '[name]' : `${language}-${half}`}-[hash].js`;
};

const source = (name: string): string => fileURLToPath(new URL(`src/${name}`, import.meta.url));

/** What the first view is made of comes in two files: a slow processor takes longer to ask for each of a dozen than to read them. */
const firstView: readonly { name: string; entry: string }[] = [
  { name: 'start', entry: source('main.tsx') },
  { name: 'draw', entry: source('draw.tsx') },
];

interface Modules {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

/** All that a module cannot run without. */
function neededBy(id: string, modules: Modules, seen: Set<string>): Set<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const needed of modules.getModuleInfo(id)?.importedIds ?? []) neededBy(needed, modules, seen);
  return seen;
}

/** The script that asks the app is the first of the two, and takes what both need. */
const firstFiles = firstView.map(({ name, entry }, at) => ({
  name: (id: string, modules: Modules) => (neededBy(entry, modules, new Set()).has(id) ? name : null),
  priority: firstView.length - at,
}));

const config = defineConfig({
  // Forge serves the page from an address of its own choosing.
  base: './',
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [takeOnlyNeeded, halvedWords, react(), fetchAppAtOnce],
  // The page of the fleet beside it takes a style sheet that its own settings make: looked into, it ends the search for all packages.
  optimizeDeps: { entries: ['index.html'] },
  resolve: {
    alias: [
      // Atlassian's own experiments, which would be a third of the page's weight.
      { find: '@atlaskit/feature-gate-js-client/feature-gates', replacement: part('feature-gates') },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A data: address inside a style sheet would need a permission that we do not ask for.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { chunkFileNames: nameOfChunk, codeSplitting: { groups: firstFiles } } },
    reportCompressedSize: true,
    // React and the bridge are one piece; what counts is the compressed size, which the build prints.
    chunkSizeWarningLimit: 600,
  },
});

export { config as default };
