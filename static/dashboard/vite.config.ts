import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const config = defineConfig({
  // Forge serves the page from an address of its own choosing.
  base: './',
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: {
    alias: {
      // The original writes a <style> element, which Forge's Content-Security-Policy refuses.
      'react-scrolllock': fileURLToPath(new URL('src/parts/scroll-lock.ts', import.meta.url)),
    },
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
