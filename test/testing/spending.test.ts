/** The table of what each test spent: its hooks, called as a framework calls them. */
import { reportSpending } from '../../emulator/testing/spending';
import { closeClouds, openCloud } from '../cloud/open-cloud';

afterEach(closeClouds);

/** A framework that runs what it is told, one test after another. */
function framework() {
  const hooks: Record<'before' | 'after' | 'end', () => void> = {
    before: () => undefined,
    after: () => undefined,
    end: () => undefined,
  };
  let name: string | undefined;
  return {
    beforeEach: (hook: () => void) => (hooks.before = hook),
    afterEach: (hook: () => void) => (hooks.after = hook),
    afterAll: (hook: () => void) => (hooks.end = hook),
    testName: () => name,
    async runs(title: string, test: () => Promise<unknown>) {
      name = title;
      hooks.before();
      await test();
      hooks.after();
    },
    ends: () => {
      hooks.end();
    },
  };
}

test('each test has what it spent itself, over the hour and with a cloud of its own, too', async () => {
  const runner = framework();
  let [running, printed] = [await openCloud(), ''];
  reportSpending(runner, () => running, { write: (table) => (printed += table) });
  const read = () => running.send('/rest/api/3/issue/WEB-1');
  await runner.runs('reads two', async () => {
    await read();
    await read();
  });
  await runner.runs('reads none', () => Promise.resolve());
  await runner.runs('reads one an hour later', async () => {
    running.clock.advance(3_600_000);
    await read();
  });
  await runner.runs('reads one of its own', async () => {
    running = await openCloud();
    await read();
  });
  runner.ends();
  expect(printed).toBe(
    [
      '',
      'Points  Calls  Test                     Dearest',
      '     4      2  reads two                4 GET /rest/api/3/issue/{}',
      '     0      0  reads none',
      '     2      1  reads one an hour later  2 GET /rest/api/3/issue/{}',
      '     2      1  reads one of its own     2 GET /rest/api/3/issue/{}',
      '     8      4  all tests',
      '',
    ].join('\n'),
  );
});

test('nothing is printed while there is no cloud', async () => {
  const runner = framework();
  let printed = '';
  reportSpending(runner, () => undefined, { write: (table) => (printed += table) });
  await runner.runs('asks nobody', () => Promise.resolve());
  runner.ends();
  expect(printed).toBe('');
});
