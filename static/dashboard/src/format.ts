import { dayMs, hourMs } from '../../../src/time';

/** Numbers and times in the user's locale. Made once a page: an Intl object is built where it is first needed, and kept. */
export interface Format {
  /** Whole number, grouped. */
  count: (n: number) => string;
  /** At most two digits after the point. */
  decimal: (n: number) => string;
  /** At most five digits after the point, where two figures would look the same otherwise. */
  fine: (n: number) => string;
  /** `share` of 1, without digits after the point; a share that rounds to nothing keeps one significant digit. */
  percent: (share: number) => string;
  /** From 10,000 on to the hundred: an estimate has no more to say. */
  about: (points: number) => string;
  /** Like `about`, never more than it is. */
  atLeast: (points: number) => string;
  /** Like `about`, never less than it is. */
  atMost: (points: number) => string;
  /** For example `14:23 UTC`; where the reader's zone is another, `14:23 UTC (3:23 PM GMT+1)`. */
  utcTime: (ms: number) => string;
  /** An hour of the day in UTC as it is today in the reader's zone, for example `10` or `10:30`; `null` where that is the same. */
  localHour: (hourUtc: number) => string | null;
  /** For example `14:00`. */
  utcHour: (ms: number) => string;
  /** For example `Nov 22`. */
  utcDay: (ms: number) => string;
  /** For example `Nov 22, 14:00–15:00 UTC`. */
  utcHourSpan: (hourStartMs: number) => string;
  /** For example `Nov 22, 14:00`. */
  utcDayTime: (ms: number) => string;
  /** For example `Nov 22, 2:00 PM`, in the user's own time zone. */
  localDayTime: (ms: number) => string;
  /** For example `Sun, Nov 22`. */
  utcWeekday: (ms: number) => string;
  /** Whole minutes, or seconds below one minute. */
  duration: (ms: number) => string;
  milliseconds: (n: number) => string;
  kilobytes: (n: number) => string;
  /** To the tenth of a cent. */
  dollars: (n: number) => string;
  /** Parts joined as the locale lists things. */
  list: (parts: string[]) => string;
}

const roughFromPoints = 10_000;

export function createFormat(locales: string | readonly string[], timeZone?: string): Format {
  const known = typeof locales === 'string' ? locales : [...locales];
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = (options: Intl.NumberFormatOptions) =>
    onceNeeded(() => new Intl.NumberFormat(known, options));
  const time = (options: Intl.DateTimeFormatOptions, locale: string | string[] = known) =>
    onceNeeded(() => new Intl.DateTimeFormat(locale, options));
  const unit = (name: string) => number({ style: 'unit', unit: name, maximumFractionDigits: 0 });
  const ofClock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

  const count = number({ maximumFractionDigits: 0 });
  const fine = number({ maximumFractionDigits: 5 });
  const decimal = number({ maximumFractionDigits: 2 });
  const percent = number({ style: 'percent', maximumFractionDigits: 0 });
  const smallPercent = number({ style: 'percent', maximumSignificantDigits: 1 });
  const [second, minute, hour, milli] = [unit('second'), unit('minute'), unit('hour'), unit('millisecond')];
  const kilobyte = unit('kilobyte');
  const dollar = number({ style: 'currency', currency: 'USD', maximumFractionDigits: 3 });
  const localZoned = time({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short', ...zone });
  const localClock = time({ ...ofClock, ...zone }, 'en-GB');
  const clock = time({ ...ofClock, timeZone: 'UTC' });
  const utcClock = time({ ...ofClock, timeZone: 'UTC' }, 'en-GB');
  const day = time({ day: 'numeric', month: 'short', timeZone: 'UTC' });
  const localDay = time({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', ...zone });
  const weekday = time({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const list = onceNeeded(() => new Intl.ListFormat(known, { type: 'unit', style: 'short' }));
  const rough = (points: number, round: (n: number) => number) =>
    count().format(points < roughFromPoints ? round(points) : round(points / 100) * 100);

  const isUtcAt = (ms: number): boolean => localClock().format(ms) === utcClock().format(ms);

  return {
    count: (n) => count().format(n),
    decimal: (n) => decimal().format(n),
    fine: (n) => fine().format(n),
    percent: (share) => (share > 0 && share < 0.005 ? smallPercent : percent)().format(share),
    about: (points) => rough(points, Math.round),
    atLeast: (points) => rough(points, Math.floor),
    atMost: (points) => rough(points, Math.ceil),
    utcTime: (ms) => {
      const utc = `${clock().format(ms)} UTC`;
      return isUtcAt(ms) ? utc : `${utc} (${localZoned().format(ms)})`;
    },
    localHour: (hourUtc) => {
      const ms = Math.floor(Date.now() / dayMs) * dayMs + hourUtc * hourMs;
      return isUtcAt(ms) ? null : localClock().format(ms).replace(/:00$/, '');
    },
    utcHour: (ms) => clock().format(ms),
    utcDay: (ms) => day().format(ms),
    utcHourSpan: (start) =>
      `${day().format(start)}, ${clock().format(start)}–${clock().format(start + hourMs)} UTC`,
    utcDayTime: (ms) => `${day().format(ms)}, ${clock().format(ms)}`,
    localDayTime: (ms) => localDay().format(ms),
    utcWeekday: (ms) => weekday().format(ms),
    duration: (ms) => {
      const shown =
        ms < 60_000
          ? second().format(Math.round(ms / 1000))
          : ms < 2 * hourMs
            ? minute().format(Math.round(ms / 60_000))
            : hour().format(Math.round(ms / hourMs));
      // Some languages abbreviate with a dot, which a sentence would double at its end.
      return shown.replace(/\.$/, '');
    },
    milliseconds: (n) => milli().format(n),
    kilobytes: (n) => kilobyte().format(n),
    dollars: (n) => dollar().format(n),
    list: (parts) => list().format(parts),
  };
}

/** Twenty of them take a tenth of a second on a slow processor, before the first figure of a page that needs five. */
function onceNeeded<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
