/**
 * The pure layers, and the tests that hold them.
 * @type {Readonly<Record<string, { sources: string[], tests: string[] }>>}
 */
export const layers = {
  headers: { sources: ['src/headers'], tests: ['src/headers', 'test/paste'] },
  costs: { sources: ['src/costs'], tests: ['src/costs', 'src/calls'] },
  calls: { sources: ['src/calls'], tests: ['src/calls', 'src/forge-client', 'test/ingest'] },
  usage: {
    sources: ['src/usage'],
    tests: [
      'src/usage',
      'src/insights',
      'src/reports/merge.test.ts',
      'test/ledger/ledger.test.ts',
      'src/ledger/upkeep.test.ts',
    ],
  },
  analysis: {
    sources: ['src/insights'],
    tests: ['src/insights', 'src/insights/forecast', 'src/insights/calibration', 'src/limits'],
  },
  pacing: { sources: ['src/pacing'], tests: ['src/pacing'] },
};
