/** Which series there are, and where they are pushed to. */
import { InputError } from '../../src/input-error';
import { wholeNumber } from '../number-option';
import { mostEndpoints, mostSites, usualChoice, type MetricChoice } from './chosen';

export interface MonitoringOptions {
  choice: MetricChoice;
  /** Where OTLP goes; `null`: nowhere. */
  otlp: { url: string; headers: Readonly<Record<string, string>> } | null;
  /** Milliseconds between two pushes. */
  everyMs: number;
}

export const monitoringOptions = {
  otlp: { type: 'string' },
  'metric-sites': { type: 'string' },
  'metric-site': { type: 'string', multiple: true },
  'metric-endpoints': { type: 'string' },
} as const;

export const monitoringUsage = `  --otlp <url>       pushes the figures of /metrics there, OTLP over HTTP, once a minute (OTEL_METRIC_EXPORT_INTERVAL in ms); headers from
                     OTEL_EXPORTER_OTLP_HEADERS
  --metric-sites <n>      so many of the largest sites have series of their own (${String(usualChoice.sites)} when left out, ${String(mostSites)} at most); the others are one
  --metric-site <site>    id or host of a site that always has them; more than once for more
  --metric-endpoints <n>  so many of the dearest endpoints have (${String(usualChoice.endpoints)} when left out, ${String(mostEndpoints)} at most)`;

const usualEveryMs = 60_000;
const leastEveryMs = 1_000;

interface Values {
  otlp?: string | undefined;
  'metric-sites'?: string | undefined;
  'metric-site'?: string[] | undefined;
  'metric-endpoints'?: string | undefined;
}

/** @throws InputError */
export function readMonitoring(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): MonitoringOptions {
  return {
    choice: {
      sites: wholeNumber('metric-sites', values['metric-sites'], usualChoice.sites, 0, mostSites),
      endpoints: wholeNumber(
        'metric-endpoints',
        values['metric-endpoints'],
        usualChoice.endpoints,
        0,
        mostEndpoints,
      ),
      namedSites: values['metric-site'] ?? [],
    },
    otlp: values.otlp === undefined ? null : { url: otlpUrl(values.otlp), headers: headersOf(env) },
    everyMs: intervalOf(env['OTEL_METRIC_EXPORT_INTERVAL']),
  };
}

/** The address of the signal itself: a base address alone would lead to a 404 of most receivers. */
function otlpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new InputError(
      `--otlp "${text.slice(0, 100)}" is no address: for example http://127.0.0.1:4318/v1/metrics.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new InputError(
      '--otlp has a password in it, which lists of processes show: put it into OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic …".',
    );
  if (url.pathname === '/') url.pathname = '/v1/metrics';
  return url.href;
}

/** As OpenTelemetry has it: `name=value,name=value`, values percent-encoded; that of the signal goes before the common one. */
function headersOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const [name, text] = (
    ['OTEL_EXPORTER_OTLP_METRICS_HEADERS', 'OTEL_EXPORTER_OTLP_HEADERS'] as const
  ).flatMap((one) => (env[one] === undefined || env[one] === '' ? [] : [[one, env[one]] as const]))[0] ?? [
    '',
    '',
  ];
  const headers: Record<string, string> = {};
  for (const pair of text.split(',').filter((one) => one.trim() !== '')) {
    const [, key = '', value = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (key === '') throw new InputError(`${name} is not of the form name=value,name=value.`);
    const sent = decoded(value);
    // What sends it would name the value in its error, and that of a password is in no message.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(sent))
      throw new InputError(
        `${name} has a value for "${key}" that no header takes: no line breaks, and no characters beyond Latin-1.`,
      );
    headers[key] = sent;
  }
  return headers;
}

/** As it stands where it is not percent-encoded: many write `Authorization=Basic …` by hand. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function intervalOf(text: string | undefined): number {
  if (text === undefined || text === '') return usualEveryMs;
  if (!/^\d{1,9}$/.test(text) || Number(text) < leastEveryMs)
    throw new InputError(
      `OTEL_METRIC_EXPORT_INTERVAL "${text.slice(0, 60)}" is no number of milliseconds from ${String(leastEveryMs)} on.`,
    );
  return Number(text);
}
