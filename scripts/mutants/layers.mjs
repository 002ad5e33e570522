/**
 * The pure layers, the tests that hold them, and the share of their mutants that these have to notice.
 * @type {Readonly<Record<string, { sources: string[], tests: string[], goalPercent?: number }>>}
 */
export const layers = {
  headers: { sources: ['src/headers'], tests: ['src/headers', 'test/paste'], goalPercent: 90 },
  costs: { sources: ['src/costs'], tests: ['src/costs', 'src/calls', 'test/costs'], goalPercent: 90 },
  calls: { sources: ['src/calls'], tests: ['src/calls', 'src/forge-client', 'test/ingest'] },
  usage: {
    sources: ['src/usage'],
    tests: [
      'src/usage',
      'src/insights',
      'src/reports/merge.test.ts',
      'test/ledger/ledger.test.ts',
      'src/ledger/retention.test.ts',
    ],
    goalPercent: 90,
  },
  analysis: {
    sources: ['src/insights'],
    tests: ['src/insights', 'src/insights/forecast', 'src/insights/calibration', 'src/limits'],
  },
  pacing: { sources: ['src/pacing'], tests: ['src/pacing'], goalPercent: 90 },
};

/**
 * Tests that play whole hours of many calls: seconds for each mutant, of what the others hold in milliseconds. And one that starts the
 * built program, which has no mutant in it.
 */
export const slow = [
  ...['src/pacing/overrun.test.ts', 'src/pacing/pool-of-all.test.ts'],
  'src/headers/cli.test.ts',
];
