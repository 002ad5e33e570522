import { bookProblems, decodeProblems, encodeProblems, mergeProblems } from './header-problems';
import type { ProblemCounts } from './header-problems';

const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
const problem = { header: 'retry-after', value: 'soon', problem: 'a number was expected', assumed: null };

describe('what headers said that could not be taken at its word', () => {
  it('is counted once a response, and kept with the time of the last', () => {
    const counts: ProblemCounts = new Map();
    bookProblems(counts, pool, [problem, problem, { ...problem, header: '' }], 7);
    bookProblems(counts, pool, [problem], 5);
    const [[key, count] = []] = counts;
    expect([key?.slice(0, 31), count, counts.size]).toEqual([
      'own|PRODUCTION|jira|retry-after',
      { responses: 2, lastAtMs: 7 },
      1,
    ]);
    mergeProblems(counts, new Map(counts));
    expect([...counts.values()]).toEqual([{ responses: 4, lastAtMs: 7 }]);
    expect(decodeProblems(encodeProblems(counts))).toEqual(counts);
  });

  it('is read where it is of the first moment of all', () => {
    const key = 'own|PRODUCTION|jira|retry-after|badTime';
    expect(decodeProblems({ [key]: [0, 0] })).toEqual(new Map([[key, { responses: 0, lastAtMs: 0 }]]));
    const merged: ProblemCounts = new Map();
    mergeProblems(merged, new Map([[key, { responses: 1, lastAtMs: 0 }]]));
    expect(merged.get(key)).toEqual({ responses: 1, lastAtMs: 0 });
    expect(decodeProblems({ [key]: [1, -1] })).toBeNull();
    expect(decodeProblems({ [key]: [1] })).toBeNull();
  });
});
