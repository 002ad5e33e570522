import type { HeaderProblem } from '../model';

/** One hostile response must not fill a log or a store, so only the first findings are kept and the rest are counted. */
export const keptProblems = 40;
const keptCharacters = 200;

/** Collects what could not be taken at its word. */
export class ProblemList {
  private readonly kept: HeaderProblem[] = [];
  private leftOut = 0;

  /** How many were told so far, left out or not. */
  get count(): number {
    return this.kept.length + this.leftOut;
  }

  /** `assumed` is what was read instead; `null` when the value was set aside. */
  add(header: string, value: string, problem: string, assumed: string | null): void {
    if (this.kept.length >= keptProblems) {
      this.leftOut += 1;
      return;
    }
    this.kept.push({ header, value: value.slice(0, keptCharacters), problem, assumed });
  }

  list(): HeaderProblem[] {
    if (this.leftOut === 0) return this.kept;
    const problem = `${String(this.leftOut)} more problems were found in this response and are not listed`;
    return [...this.kept, { header: '', value: '', problem, assumed: null }];
  }
}
