import { fork } from 'node:child_process';
import { inRoot, root } from '../paths.mjs';
import { Problem } from '../problem.mjs';

/**
 * `tests` are places in the file, `null` for all; a run of more steps than `mostSteps` is one that does not end.
 * @typedef {{ file: string, tests: number[] | null, mostSteps: number | null }} Selection
 * @typedef {{ hits: number[], milliseconds: number }} Part
 * @typedef {{ file: string, failure: string | null, whole: Part, tests: Part[], steps: number, isStuck: boolean }} Run
 */

/** What waits for ever takes no steps. No test takes as long, on a busy machine neither. */
const patienceMs = 120_000;

/** A process that plays mutants, and is replaced when one of them keeps it busy for ever. */
export class Player {
  /** @param {Record<string, string>} env */
  constructor(env) {
    this.env = env;
    /** @type {import('node:child_process').ChildProcess | null} */
    this.child = null;
  }

  /** @param {{ id: number, files: readonly Selection[] }} task @returns {Promise<Run[] | null>} `null` where it hung */
  play(task) {
    this.child ??= fork(inRoot('scripts', 'mutants', 'player.cjs'), {
      cwd: root,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { child } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          this.end();
          resolve(null);
        },
        task.id < 0 ? 10 * patienceMs : patienceMs,
      );
      /** @param {unknown} runs */
      const hear = (runs) => {
        clearTimeout(timer);
        child.off('exit', gone);
        const heard = /** @type {Run[]} */ (runs);
        // Its engine is in the middle of a test that never ends.
        if (heard.some(({ isStuck }) => isStuck)) this.end();
        resolve(heard);
      };
      const gone = () => {
        clearTimeout(timer);
        child.off('message', hear);
        if (this.child === child) {
          this.child = null;
          reject(new Problem('The process that plays mutants ended by itself.'));
        }
      };
      child.once('message', hear);
      child.once('exit', gone);
      child.send(task);
    });
  }

  end() {
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
  }
}
