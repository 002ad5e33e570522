// Before each test file: which mutant is on, or which of them the file passes when none is.
/* global afterAll, expect -- this runs within jest */
const { appendFileSync } = require('node:fs');

const active = Number(process.env.POINTS_GAUGE_MUTANT ?? -1);
const hitsFile = process.env.POINTS_GAUGE_HITS;

if (hitsFile === undefined) {
  Object.assign(globalThis, { __mutant: (/** @type {number} */ id) => id === active });
} else {
  const hits = new Set();
  Object.assign(globalThis, {
    __mutant: (/** @type {number} */ id) => {
      hits.add(id);
      return false;
    },
  });
  afterAll(() => {
    appendFileSync(hitsFile, `${JSON.stringify({ file: expect.getState().testPath, ids: [...hits] })}\n`);
  });
}
