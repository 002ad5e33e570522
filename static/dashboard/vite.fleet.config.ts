import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { tokenCss } from '../../emulator/host/token-css';
import { halvedWords } from './halved-words.ts';

const tokensName = 'design-tokens.css';

/** The colours and sizes that a product gives the admin page; around this page is none. */
const designTokens: Plugin = {
  name: 'design-tokens',
  resolveId: (id) => (id === tokensName ? `\0${tokensName}` : null),
  load: (id) =>
    id === `\0${tokensName}` ? tokenCss(fileURLToPath(new URL('../..', import.meta.url))) : null,
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page of `points-gauge fleet`: of the admin page's parts, and a build of its own. */
const config = defineConfig({
  base: './',
  root: here('.'),
  plugins: [designTokens, halvedWords, react()],
  resolve: {
    alias: {
      '@atlaskit/feature-gate-js-client/feature-gates': here('src/parts/feature-gates.ts'),
    },
  },
  build: {
    outDir: here('../../.cache/fleet-page'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { input: here('fleet.html') },
  },
});

export { config as default };
