import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Has the browser fetch what draws the page together with the script that asks the app, not after it. */
const fetchAppAtOnce: Plugin = {
  name: 'fetch-app-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.name === 'draw'
          ? [...file.imports, file.fileName]
              .filter((name) => !html.includes(name))
              .map((name) => ({
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
                injectTo: 'head' as const,
              }))
          : [],
      ),
  },
};

const part = (name: string): string => fileURLToPath(new URL(`src/parts/${name}.ts`, import.meta.url));

const config = defineConfig({
  // Forge serves the page from an address of its own choosing.
  base: './',
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), fetchAppAtOnce],
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
    reportCompressedSize: true,
    // React and the bridge are one piece; what counts is the compressed size, which the build prints.
    chunkSizeWarningLimit: 600,
  },
});

export { config as default };
