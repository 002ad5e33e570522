import { keptProblems, ProblemList } from './problems';

describe('what is wrong with an answer', () => {
  it('is listed forty times, of 200 characters each, and counted beyond', () => {
    const problems = new ProblemList();
    for (let i = 0; i < keptProblems; i += 1) problems.add('h', 'v'.repeat(201), 'p', null);
    expect(problems.list()).toHaveLength(40);
    expect(problems.list()[0]?.value).toHaveLength(200);
    problems.add('h', 'v', 'p', null);
    problems.add('h', 'v', 'p', null);
    expect(problems.count).toBe(42);
    expect(problems.list().slice(40)).toEqual([
      {
        header: '',
        value: '',
        problem: '2 more problems were found in this response and are not listed',
        assumed: null,
      },
    ]);
  });
});
