/**
 * A package as Node itself loads it: once a process, not once a test file, and outside of Jest's sandbox, where large ones start slowly.
 * For what tests use, not for what they test: it knows no mocks, and its arrays and errors are those of another realm.
 */
export function native(name: string): unknown {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(__filename)(name);
}
