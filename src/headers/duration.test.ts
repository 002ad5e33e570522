import { parseDuration } from './duration';

describe('a length of time', () => {
  it.each([
    ['6m0s', 360_000],
    ['1h', 3_600_000],
    ['1 hour', 3_600_000],
    ['1 minute', 60_000],
    ['2000000000us', 2_000_000],
    ['1.5s', 1500],
    ['500 ms', 500],
    ['2 minutes', 120_000],
    ['PT30S', 30_000],
    ['P1D', 86_400_000],
    ['1h 2m 3s 4ms', 3_723_004],
    ['1d2h', 93_600_000],
    ['1500us', 2],
    ['1500000µs', 1500],
    ['2000000ns', 2],
    ['3 msec', 3],
    ['3 milliseconds', 3],
    ['1 sec', 1000],
    ['2 secs', 2000],
    ['1 second', 1000],
    ['1 min', 60_000],
    ['1 hr', 3_600_000],
    ['2 hours', 7_200_000],
    ['2 days', 172_800_000],
    ['', null],
    ['PT', null],
    ['5', null],
    ['5 s 1 h', null],
    ['1s 1s', null],
    ['s', null],
    ['1 week', null],
    ['1s x', null],
    ['1 constructor', null],
  ])('%s is %p ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
