/** Where alerts go, and when. */
import { usualPercents } from '../../src/insights/pools/thresholds';
import { minuteMs } from '../../src/time';
import { InputError } from '../../src/input-error';
import { wholeNumber } from '../number-option';
import { alertFormats } from './receiver';
import type { AlertOptions } from './turn';

export const alertOptions = {
  'alert-url-file': { type: 'string' },
  'alert-format': { type: 'string' },
  'alert-again': { type: 'string' },
  'alert-link': { type: 'string' },
  'test-alert': { type: 'boolean' },
  near: { type: 'string' },
} as const;

export const alertUsage = `  --near <percent>   from so much use on a pool is near its limit, for the page, figures, alerts and sites, until thresholds are saved on the page: 50 to 99,
                     80 when left out
  --alert-format <f> alerts go to POINTS_GAUGE_ALERT_URL (or --alert-url-file) as generic (when left out), slack or teams; generic ones are signed with
                     POINTS_GAUGE_ALERT_SECRET
  --alert-again <minutes>  a state that was told is not told again for so long: 60 when left out
  --alert-link <url> where people reach the page
  --test-alert       send one test alert and end`;

const leastSecret = 24;
const usualAgain = 60;
const usualNear = Math.min(...usualPercents);

interface Values {
  'alert-url-file'?: string | undefined;
  'alert-format'?: string | undefined;
  'alert-again'?: string | undefined;
  'alert-link'?: string | undefined;
  'test-alert'?: boolean | undefined;
}

/** @returns `null`: none are sent. @throws InputError */
export function readAlerts(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
  secretIn: (file: string) => string,
): AlertOptions | null {
  const file = values['alert-url-file'];
  const url = file === undefined ? (env['POINTS_GAUGE_ALERT_URL'] ?? '') : secretIn(file);
  if (url === '') {
    const asked = ['alert-format', 'alert-again', 'alert-link', 'test-alert'] as const;
    const given = asked.find((one) => values[one] !== undefined);
    if (given !== undefined)
      throw new InputError(
        `--${given} is about alerts, and no address for them was given: POINTS_GAUGE_ALERT_URL or --alert-url-file.`,
      );
    return null;
  }
  const format = alertFormats.find((one) => one === (values['alert-format'] ?? 'generic'));
  if (format === undefined) throw new InputError(`--alert-format is one of ${alertFormats.join(', ')}.`);
  const secret = env['POINTS_GAUGE_ALERT_SECRET'] ?? '';
  if (format === 'generic' && secret.length < leastSecret)
    throw new InputError(
      `Generic alerts are signed: set POINTS_GAUGE_ALERT_SECRET to ${String(leastSecret)} characters or more (openssl rand -hex 24), and give it to the receiver.`,
    );
  return {
    webhook: { url: webhookUrl(url), format, secret: secret === '' ? null : secret },
    silenceMs: wholeNumber('alert-again', values['alert-again'], usualAgain, 5, 10_080) * minuteMs,
    link: values['alert-link'] === undefined ? null : pageLink(values['alert-link']),
  };
}

/** Percent. @throws InputError */
export function readNear(text: string | undefined): number {
  return wholeNumber('near', text, usualNear, 50, 99);
}

/** What is not encrypted goes no farther than this machine. */
function webhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)))
    throw new InputError(
      'The address for alerts has to begin with https:// (http:// on this machine alone).',
    );
  return url.href;
}

const longestLink = 500;

function pageLink(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url === null || !isWeb || url.href.length > longestLink)
    throw new InputError(
      `--alert-link "${text.slice(0, 100)}" is no address of a page, with at most ${String(longestLink)} characters.`,
    );
  return url.href;
}
