/** What `vitest.ts` needs of Vitest, which is not among the project's packages: who imports that entry has it. */
declare module 'vitest' {
  type Hook = (hook: () => void) => void;
  export const beforeEach: Hook;
  export const afterEach: Hook;
  export const afterAll: Hook;
  export const expect: {
    extend: (matchers: object) => void;
    getState: () => { currentTestName?: string };
  };
}
