// Two projects: everything that runs in Node, and the dashboard's components in jsdom.
// CommonJS throughout: @forge/resolver's default export breaks under native ESM.
const { testMs } = require('./test/support/patience.json');

const transform = {
  '^.+\\.(t|j)sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** Beside the project: the tests' own temporary folder ends with each run. */
const cacheDirectory = '<rootDir>/.cache/jest';

/**
 * What the language itself has, handed to each module as a variable of its own: looked up in the global object of Jest's sandbox, `Map` or
 * `Math` costs a call into the engine each time, and whoever counts spends most of the time on that. None of these is ever replaced by a test;
 * clocks, timers and what the platform gives are, and stay global.
 */
const sandboxInjectedGlobals = [
  ...['Array', 'BigInt', 'Boolean', 'Error', 'Infinity', 'Intl', 'JSON', 'Map', 'Math', 'Number', 'Object'],
  ...['Promise', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'Uint8Array', 'WeakMap'],
  ...['decodeURIComponent', 'encodeURIComponent'],
];

module.exports = {
  // Generous, since it only ever ends what hangs: a machine may be busy with something else.
  testTimeout: testMs,
  // A worker keeps something of each file that it ran. After some hundred files it collects garbage for most of its time: a test of five
  // seconds took two minutes at the end of a run on a busy machine.
  workerIdleMemoryLimit: '700MB',
  projects: [
    {
      displayName: 'node',
      testEnvironment: '<rootDir>/test/support/node-environment.ts',
      transform,
      cacheDirectory,
      sandboxInjectedGlobals,
      testMatch: ['<rootDir>/{src,test,fleet}/**/*.test.ts'],
      modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/scripts/forge'],
    },
    {
      displayName: 'dashboard',
      testEnvironment: '<rootDir>/test/support/jsdom-environment.ts',
      transform,
      cacheDirectory,
      sandboxInjectedGlobals,
      testMatch: ['<rootDir>/test/**/*.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/test/dashboard/setup.ts'],
      moduleNameMapper: {
        '\\.css$': '<rootDir>/test/dashboard/css-stub.cjs',
        // The build cuts a language's file in two; tests take it whole, and cut what the page is opened with.
        '^(\\./[a-z]{2,3})\\?(first|rest)$': '$1',
        // As the build has it.
        '^@atlaskit/feature-gate-js-client/feature-gates$':
          '<rootDir>/static/dashboard/src/parts/feature-gates.ts',
        // d3 ships ES modules only; its UMD builds are what Jest on Node 20 can require.
        '^(d3-[a-z-]+)$': '<rootDir>/node_modules/$1/dist/$1.js',
      },
      modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/scripts/forge'],
    },
  ],
};
