import { generatedAccount } from './accounts';
import { answersOf } from './answers';
import { crossRules } from './cross-rules';
import { flagRules } from './flag-rules';
import { hourRules } from './hour-rules';
import { poolRules } from './pool-rules';
import { routingRules } from './routing-rules';
import { wallRules } from './wall-rules';
import { verdictKinds, verdictOf } from '../../src/insights/pools/verdict';

/** The last ones hold the rarest verdicts. */
const seeds = [...Array.from({ length: 100 }, (_, i) => i + 1), 140, 161, 189, 203, 221, 265, 283, 433, 1468];
/** Calls enough to compare routes, of which the others have too few. */
const crowds = Array.from({ length: 14 }, (_, i) => generatedAccount(501 + i, 8));
const accounts = [...seeds.map((seed) => generatedAccount(seed)), ...crowds].flatMap((account) => {
  const untold = { ...account, told: [] };
  // Each as nobody was told anything, and those with a message once more.
  return (account.told.length === 0 ? [untold] : [untold, account]).map((one) => ({
    account: one,
    answers: answersOf(one),
  }));
});

/** Rules are only as good as what they are held against: every verdict must occur, and every kind of trouble. */
test('the generated accounts have every verdict in them, and walls, gaps and missing hours', () => {
  const kinds = new Set(accounts.flatMap(({ answers }) => answers.pools.map((view) => verdictOf(view).kind)));
  expect(verdictKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
  const some = (is: (one: (typeof accounts)[number]) => boolean): number => accounts.filter(is).length;
  expect(some(({ answers }) => answers.walls!.pools.some(({ walls }) => walls.length > 2))).toBeGreaterThan(
    10,
  );
  expect(some(({ answers }) => answers.gaps.length > 0)).toBeGreaterThan(10);
  const pages = accounts.flatMap(({ answers }) => answers.wallPages.map(({ view }) => view));
  const having = (is: (view: NonNullable<(typeof pages)[number]>) => boolean): number =>
    pages.filter((view) => view !== null && is(view)).length;
  expect(having(({ replay }) => replay.advice.length > 0)).toBeGreaterThan(10);
  expect(having(({ others }) => (others?.likely ?? 0) > 1000)).toBeGreaterThan(50);
  expect(having(({ course }) => (course?.counter.length ?? 0) > 0)).toBeGreaterThan(50);
  expect(having(({ quotaPoints }) => quotaPoints === null)).toBeGreaterThan(10);
  expect(some(({ answers }) => answers.routing.pools.some(({ isRanked }) => isRanked))).toBeGreaterThan(10);
  expect(some(({ answers }) => answers.routing.whatIf.movedCalls > 0)).toBeGreaterThan(10);
  expect(some(({ answers }) => answers.remedy !== null)).toBeGreaterThan(10);
  const advice = accounts.flatMap(({ answers }) => answers.routing.advice.map(({ kind }) => kind));
  expect(new Set(advice).size).toBeGreaterThan(5);
  expect(some(({ answers }) => answers.happenings.length > 1)).toBeGreaterThan(10);
  const told = (isGood: boolean) =>
    some(({ answers }) => answers.pools.some(({ level }) => level.told?.isGood === isGood));
  expect(told(true)).toBeGreaterThan(10);
  expect(told(false)).toBeGreaterThan(2);
  expect(some(({ account }) => account.missingHours.length > 0)).toBeGreaterThan(10);
  expect(some(({ answers }) => answers.refusals.length > 2)).toBeGreaterThan(10);
});

describe('pages and files never contradict each other:', () => {
  it.each(
    Object.entries({
      ...poolRules,
      ...crossRules,
      ...wallRules,
      ...routingRules,
      ...flagRules,
      ...hourRules,
    }),
  )('%s', (_, rule) => {
    const found = accounts.flatMap(({ account, answers }) =>
      rule(answers, account).map((what) => `account ${account.seed}: ${what}`),
    );
    expect(found).toEqual([]);
  });
});
