/** A failure that the person at the keyboard can do something about: shown without a stack trace. */
export class Problem extends Error {}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Runs a command's main function. A Problem ends it with its message alone, anything else with its stack.
 * @param {() => Promise<number | void>} main resolves with the exit code, 0 unless it says one
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
