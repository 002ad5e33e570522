import { TryLaterError } from './try-later-error';
import { hourEndMs, OneProcess, startMs } from '../../test/pace/one-process';

const seconds = (process: OneProcess): number[] => process.sentMs.map((ms) => ms / 1000);

describe('a refused call without Retry-After', () => {
  it.each([
    [0.5, [0, 5, 15, 35, 65]],
    [1, [0, 6.5, 19.5, 45.5, 84.5]],
    // The endpoint itself is left alone for five seconds after a refusal that names no reason.
    [0, [0, 5, 12, 26, 47]],
  ])('is sent four times more: after 5, 10, 20 and 30 s, with jitter (chance %d)', async (chance, sent) => {
    const process = new OneProcess({}, [{ status: 429 }], { chance: () => chance });
    expect(await process.call()).toBe(429);
    expect(seconds(process)).toEqual(sent);
  });
});

describe('Retry-After', () => {
  it.each([
    [0, 12],
    [0.5, 12],
    [1, 15.6],
  ])('is never undercut: with chance %d, 12 s become a wait of %d s', async (chance, waitSeconds) => {
    const replies = [{ status: 503, headers: { 'retry-after': '12' } }, { status: 200 }];
    const process = new OneProcess({}, replies, { chance: () => chance });
    expect(await process.call()).toBe(200);
    expect(seconds(process)).toEqual([0, waitSeconds]);
  });
});

describe('what is sent again', () => {
  it.each([
    ['a GET', { method: 'GET' }, 200],
    ['a PUT', { method: 'PUT' }, 200],
    ['a DELETE', { method: 'DELETE' }, 200],
    ['a POST that is marked safe', { method: 'POST', isSafe: true }, 200],
    ['not a POST', { method: 'POST' }, 429],
    ['not a PATCH', { method: 'PATCH' }, 429],
    ['not a call whose body is a stream', { method: 'PUT', isRepeatable: false }, 429],
  ] as const)('%s', async (_what, wanted, status) => {
    const process = new OneProcess({}, [{ status: 429 }, { status: 200 }]);
    expect(await process.call(wanted)).toBe(status);
    expect(process.sentMs).toHaveLength(status === 200 ? 2 : 1);
  });

  it('is nothing that failed without asking for a wait', async () => {
    expect(await new OneProcess({}, [{ status: 500 }, { status: 200 }]).call()).toBe(500);
    expect(await new OneProcess({}, [{ status: 404 }, { status: 200 }]).call()).toBe(404);
  });
});

describe('a wait that is longer than the function has', () => {
  it('is an error with the time to try again, and the next call is not sent at all', async () => {
    const reason = { 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': '2400' };
    const process = new OneProcess({}, [{ status: 429, headers: reason }], { chance: () => 0 });
    const first = await process.call({}, 25_000);
    expect(first).toBeInstanceOf(TryLaterError);
    expect(first).toMatchObject({ reason: 'quota', retryAtMs: hourEndMs });
    expect(String(await process.call({}, 25_000))).toBe(
      'TryLaterError: Not now: the points of this hour are used up. Try again at 2026-10-05T10:00:00.000Z.',
    );
    expect(process.sentMs).toEqual([0]);
  });

  it('leaves the function three seconds for its end', async () => {
    const replies = [{ status: 503, headers: { 'retry-after': '12' } }, { status: 200 }];
    const host = { chance: () => 0 };
    expect(await new OneProcess({}, [...replies], host).call({}, 15_000)).toBe(200);
    expect(await new OneProcess({}, [...replies], host).call({}, 14_999)).toMatchObject({
      ...{ name: 'TryLaterError', reason: 'server', retryAtMs: startMs + 12_000 },
    });
  });

  it('is 20 seconds for a person, however long the program runs', async () => {
    const replies = [{ status: 503, headers: { 'retry-after': '21' } }, { status: 200 }];
    const outcome = await new OneProcess({}, replies, { chance: () => 0 }).call({ work: 'person' });
    expect(outcome).toMatchObject({ reason: 'server', retryAtMs: startMs + 21_000 });
  });
});
