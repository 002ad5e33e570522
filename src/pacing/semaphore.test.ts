import { Semaphore } from './semaphore';
import type { Work } from './rules';

/** Lets whoever was called up go in: none of them needs more turns than these. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

function lineOf(semaphore: Semaphore) {
  const inside: string[] = [];
  const leave = new Map<string, () => void>();
  const enter = (name: string, work: Work, signal: AbortSignal | null = null): Promise<void> =>
    semaphore.enter(work, signal).then((end) => {
      inside.push(name);
      leave.set(name, end);
    });
  return { inside, enter, leave: (name: string) => leave.get(name)?.() };
}

it('lets so many in at once, then people before background work, else in their order', async () => {
  const line = lineOf(new Semaphore(2));
  for (const [name, work] of [
    ...([
      ['a', 'background'],
      ['b', 'person'],
      ['c', 'background'],
    ] as const),
    ...([
      ['d', 'background'],
      ['e', 'person'],
      ['f', 'person'],
    ] as const),
  ])
    void line.enter(name, work);
  await settled();
  expect(line.inside).toEqual(['a', 'b']);
  for (const name of ['a', 'b', 'e', 'f', 'c']) {
    line.leave(name);
    await settled();
  }
  expect(line.inside).toEqual(['a', 'b', 'e', 'f', 'c', 'd']);
});

it('is as wide as before when all have left', async () => {
  const line = lineOf(new Semaphore(2));
  for (const name of ['a', 'b', 'c']) void line.enter(name, 'background');
  await settled();
  for (const name of ['a', 'b', 'c']) {
    line.leave(name);
    await settled();
  }
  for (const name of ['x', 'y', 'z']) void line.enter(name, 'background');
  await settled();
  expect(line.inside).toEqual(['a', 'b', 'c', 'x', 'y']);
});

it('who gives up leaves the line, and one who was just called up gives the place to the next', async () => {
  const line = lineOf(new Semaphore(1));
  const [waiting, calledUp] = [new AbortController(), new AbortController()];
  void line.enter('a', 'person');
  await settled();
  const first = line.enter('b', 'person', waiting.signal);
  const second = line.enter('c', 'person', calledUp.signal);
  void line.enter('d', 'person');
  await settled();
  waiting.abort(new Error('b gave up'));
  await expect(first).rejects.toThrow('b gave up');
  calledUp.abort(new Error('c gave up'));
  line.leave('a');
  await expect(second).rejects.toThrow('c gave up');
  await settled();
  expect(line.inside).toEqual(['a', 'd']);
});
