import { PassThrough } from 'node:stream';
import { bodyOf, bodyRules, isTooSlow } from './body';

const request = (headers: Record<string, string> = {}) => Object.assign(new PassThrough(), { headers });
const seconds = (n: number) => jest.advanceTimersByTimeAsync(n * 1_000);

describe('what comes too slowly', () => {
  const largest = 32 * 1024 * 1024;
  test.each([
    ['nothing for five seconds', 1_000_000, 6, 5.001, true],
    ['nothing for less', 1_000_000, 6, 5, false],
    ['a byte now and then, for a quarter of a minute', 4, 15, 1, false],
    ['a byte now and then, for longer', 4, 15.001, 1, true],
    ['a megabyte in 16 seconds', 1_048_576, 16, 1, false],
    ['a megabyte in 17 seconds', 1_048_576, 17, 1, true],
    ['the largest file in 66 seconds', largest, 66, 1, false],
    ['the largest file in 67 seconds', largest, 67, 1, true],
  ])('%s', (_, bytes, since, quiet, isSlow) => {
    expect(isTooSlow(bytes, since * 1_000, quiet * 1_000)).toBe(isSlow);
  });
});

describe('a body', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('comes whole, in however many parts', async () => {
    const sent = request();
    const body = bodyOf(sent);
    sent.write('one ');
    await seconds(4);
    sent.end('two');
    await seconds(1);
    expect(String(await body)).toBe('one two');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is given up where nothing more comes, and where a byte comes now and then', async () => {
    const silent = bodyOf(request(), 1_000_000);
    await seconds(bodyRules.idleMs / 1_000 + 1);
    expect(await silent).toBe('tooSlow');
    const trickling = request();
    const body = bodyOf(trickling, 1_000_000);
    for (let n = 0; n < 5; n += 1) {
      trickling.write('x');
      await seconds(4);
    }
    expect(await body).toBe('tooSlow');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is refused where it is too long, before it comes if it says so', async () => {
    expect(await bodyOf(request({ 'content-length': '5000' }))).toBe('tooLarge');
    const sent = request();
    const body = bodyOf(sent, 10);
    sent.end('eleven bytes');
    await seconds(1);
    expect(await body).toBe('tooLarge');
  });

  it('that is cut off is none', async () => {
    const sent = request();
    const body = bodyOf(sent);
    sent.write('half');
    sent.destroy();
    const failed = expect(body).rejects.toThrow('It was cut off.');
    await seconds(1);
    await failed;
    expect(jest.getTimerCount()).toBe(0);
  });
});
