// Two projects: everything that runs in Node, and the dashboard's components in jsdom.
// CommonJS throughout: @forge/resolver's default export breaks under native ESM.
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

module.exports = {
  projects: [
    {
      displayName: 'node',
      testEnvironment: 'node',
      transform,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/tools/forge'],
    },
    {
      displayName: 'dashboard',
      testEnvironment: 'jsdom',
      transform,
      transformIgnorePatterns: ['/node_modules/(?!(@atlaskit|@forge|@compiled|d3-[a-z]+|internmap)/)'],
      testMatch: ['<rootDir>/test/**/*.test.tsx'],
      moduleNameMapper: { '\\.css$': '<rootDir>/test/dashboard/css-stub.cjs' },
      modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/tools/forge'],
    },
  ],
};
