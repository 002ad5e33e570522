import {
  checkNames,
  judgeAbsentKey,
  judgeCall,
  judgeConditionalWrite,
  judgeConsent,
  judgeContexts,
  judgeHeaders,
  judgeQueue,
  judgeRoundTrip,
  productsOf,
  result,
  stateOfFinding,
  type CheckCall,
} from './installation-check';

const done = <T>(value: T) => ({ kind: 'done' as const, value });
const refused = (code: string) => ({ kind: 'refused' as const, code });
const late = { kind: 'late' as const };
const answered = (status: number, policies: string[] = []): CheckCall => done({ status, policies });

describe('what a check makes of storage', () => {
  it('takes what comes back as written for fine, anything else for broken', () => {
    expect(judgeRoundTrip(done('abc'), 'abc')).toMatchObject({ finding: 'fine' });
    expect(judgeRoundTrip(done(undefined), 'abc')).toMatchObject({ finding: 'different' });
    expect(judgeRoundTrip(refused('RATE_LIMIT_EXCEEDED'), 'abc')).toEqual({
      name: 'roundTrip',
      finding: 'refused',
      detail: 'RATE_LIMIT_EXCEEDED',
    });
    expect(judgeRoundTrip(late, 'abc')).toMatchObject({ finding: 'late', detail: null });
  });

  it.each([
    [{ isFound: false, code: 'KEY_NOT_FOUND' }, 'fine'],
    [{ isFound: false, code: 'NOT_FOUND' }, 'fine'],
    [{ isFound: false, code: 'GONE' }, 'absentOtherCode'],
    [{ isFound: false, code: null }, 'absentLeftOut'],
    [{ isFound: true, code: null }, 'different'],
  ])('reads %j of an absent key as %s', (value, finding) => {
    const known = ['KEY_NOT_FOUND', 'NOT_FOUND'];
    expect(judgeAbsentKey(done(value), known)).toMatchObject({ finding, detail: value.code });
  });

  it('wants the second write of a key refused, by a code that is known', () => {
    expect(judgeConditionalWrite(done(null), refused('KEY_CONFLICT'))).toMatchObject({ finding: 'fine' });
    expect(judgeConditionalWrite(done(null), refused('CONDITIONAL_CHECK_FAILED'))).toMatchObject({
      finding: 'fine',
    });
    expect(judgeConditionalWrite(done(null), refused('BUSY'))).toMatchObject({
      finding: 'conflictOtherCode',
      detail: 'BUSY',
    });
    expect(judgeConditionalWrite(done(null), done(null))).toMatchObject({ finding: 'wroteTwice' });
    expect(judgeConditionalWrite(done(null), late)).toMatchObject({ finding: 'late' });
    expect(judgeConditionalWrite(refused('X'), refused('X'))).toMatchObject({ finding: 'refused' });
  });
});

describe('what a check makes of the platform', () => {
  it('reads the products from the contexts as the platform writes them', () => {
    expect(judgeContexts(['ari:cloud:jira::site/1', 'ari:cloud:confluence::site/1'])).toEqual(
      result('contexts', 'fine', 'jira, confluence'),
    );
    expect(productsOf(['ari:cloud:confluence:1:workspace/2'])).toEqual(['confluence']);
    expect(judgeContexts(['[object Object]'])).toMatchObject({
      finding: 'unreadableContexts',
      detail: 'object Object',
    });
    expect(judgeContexts([])).toMatchObject({ finding: 'noContexts' });
    expect(judgeContexts(null)).toMatchObject({ finding: 'noContexts' });
  });

  it('gives an event five minutes to arrive, and says how long it took', () => {
    const sent = { refused: null, pushedAtMs: 1_000, arrivedAtMs: null };
    expect(judgeQueue(sent, 1_000 + 299_999)).toMatchObject({ finding: 'underWay' });
    expect(judgeQueue(sent, 1_000 + 300_000)).toMatchObject({ finding: 'notArrived' });
    expect(judgeQueue({ ...sent, arrivedAtMs: 3_400 }, 9e9)).toMatchObject({
      finding: 'fine',
      detail: '3 s',
    });
    expect(judgeQueue({ ...sent, refused: 'InvalidQueueNameError' }, 1_000)).toMatchObject({
      finding: 'refused',
      detail: 'InvalidQueueNameError',
    });
  });
});

describe('what a check makes of the products', () => {
  it.each([
    [200, 'fine'],
    [401, 'scope'],
    [403, 'scope'],
    [429, 'limited'],
    [404, 'productTrouble'],
    [503, 'productTrouble'],
  ])('takes status %i for %s', (status, finding) => {
    expect(judgeCall('jiraAsApp', answered(status))).toEqual({
      name: 'jiraAsApp',
      finding,
      detail: String(status),
    });
  });

  it('has one consent for all products, and waits with the calls for it', () => {
    const calls: CheckCall[] = [answered(200), { kind: 'consent' }];
    expect(judgeConsent(calls)).toMatchObject({ finding: 'consentMissing' });
    expect(judgeCall('jiraAsUser', { kind: 'consent' })).toMatchObject({ finding: 'waitsForConsent' });
    expect(judgeConsent([answered(503)])).toMatchObject({ finding: 'fine' });
    expect(judgeConsent([late, refused('FUNCTION_FETCH_ERR')])).toMatchObject({ finding: 'noAnswer' });
  });

  it('names each policy of the headers once', () => {
    const calls = [
      answered(200, ['global-app-quota', 'jira-burst-based']),
      answered(403, ['global-app-quota']),
    ];
    expect(judgeHeaders(calls)).toMatchObject({
      finding: 'fine',
      detail: 'global-app-quota, jira-burst-based',
    });
    expect(judgeHeaders([answered(200)])).toMatchObject({ finding: 'noHeaders' });
    expect(judgeHeaders([late])).toMatchObject({ finding: 'noAnswer' });
  });
});

it('A detail is short and plain, whatever the platform said.', () => {
  const { detail } = result('queue', 'refused', `<script>${'x'.repeat(500)}`);
  expect(detail).toBe(`script${'x'.repeat(54)}`);
  expect(result('queue', 'refused', '\u0000').detail).toBeNull();
});

it('Every finding has a state, and every check a name of its own.', () => {
  expect([...new Set(Object.values(stateOfFinding))].sort()).toEqual(['failed', 'notTried', 'ok', 'warning']);
  expect(new Set(checkNames).size).toBe(11);
});
