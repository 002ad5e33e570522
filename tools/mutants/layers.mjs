/**
 * The pure layers, and the tests that hold them.
 * @type {Readonly<Record<string, { sources: string[], tests: string[] }>>}
 */
export const layers = {
  headers: { sources: ['src/headers'], tests: ['test/headers', 'test/paste'] },
  costs: { sources: ['src/costs'], tests: ['test/costs', 'test/calls'] },
  calls: { sources: ['src/calls'], tests: ['test/calls', 'test/meter', 'test/ingest'] },
  usage: {
    sources: ['src/account'],
    tests: [
      'test/account',
      'test/analysis',
      'test/reports/merge.test.ts',
      'test/ledger/ledger.test.ts',
      'test/ledger/upkeep.test.ts',
    ],
  },
  analysis: {
    sources: ['src/analysis'],
    tests: ['test/analysis', 'test/forecast', 'test/calibrate', 'test/limits'],
  },
  pacing: { sources: ['src/pace'], tests: ['test/pace'] },
};
