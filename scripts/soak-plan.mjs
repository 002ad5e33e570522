/** The lines of Node that the project supports. */
export const supportedMajors = [20, 22, 24];

/**
 * One run that ended. `failures` are titles of tests.
 * @typedef {object} Result
 * @property {number} run
 * @property {string} version
 * @property {boolean} busy
 * @property {number} passed
 * @property {number} failed
 * @property {number} seconds
 * @property {boolean} isGreen
 * @property {string[]} failures
 */

/**
 * Which run uses which Node, by turns, and which of them have every core kept busy: a third, and each Node in its turn, so that
 * what fails only on a busy machine is not blamed on one of them.
 * @param {number} count
 * @param {readonly number[]} majors at least one
 * @returns {{ run: number, major: number, busy: boolean }[]}
 */
export function planRuns(count, majors) {
  return Array.from({ length: count }, (_, index) => {
    const turn = index % majors.length;
    const round = Math.floor(index / majors.length);
    return { run: index + 1, major: majors[turn] ?? 0, busy: (turn + round) % 3 === 0 };
  });
}

/**
 * One line a run, and one for all of them together.
 * @param {readonly Result[]} results
 */
export function tableOf(results) {
  const lines = results.map(({ run, version, busy, passed, failed, seconds }) =>
    [
      String(run).padStart(3),
      `Node ${version}`.padEnd(14),
      (busy ? 'busy' : '').padEnd(5),
      `${passed} passed, ${failed} failed`.padEnd(26),
      `${seconds} s`.padStart(7),
    ].join('  '),
  );
  const green = results.filter(({ isGreen }) => isGreen).length;
  const times = new Map();
  for (const title of results.flatMap(({ failures }) => failures))
    times.set(title, (times.get(title) ?? 0) + 1);
  const failing = [...times].map(([title, count]) => `  ${count} x ${title}`);
  const slowest = Math.max(0, ...results.map(({ seconds }) => seconds));
  return [
    ...lines,
    `${green} of ${results.length} runs were green, the slowest took ${slowest} s.`,
    ...failing,
  ];
}
