/**
 * Each worker thread that opens a PGlite compiles its nine megabytes of WebAssembly, and what is called often once more, unless another module
 * of the process has the same bytes: then it takes that one's code. Here is that other module, kept as long as the test file runs.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const compiledPglite = WebAssembly.compile(
  readFileSync(join(dirname(require.resolve('@electric-sql/pglite')), 'pglite.wasm')),
);
