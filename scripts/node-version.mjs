import { Problem } from './problem.mjs';

const supported = 'Node 20.19 or later in the 20 line, Node 22 or Node 24';

/**
 * Why this version of Node (`20.19.0`) cannot run the project, in words; `null` when it can.
 * @param {string} version
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || major === 22 || major === 24;
  if (fits) return null;
  return `Points Gauge needs ${supported}. This is Node ${version}. Install one of these from https://nodejs.org and try again.`;
}

export function assertNodeVersion() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem !== null) throw new Problem(problem);
}
