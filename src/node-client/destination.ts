import type { ReporterOptions } from './reporter-options';

/** Where batches go, and with whose signature. */
export interface Destination {
  url: string;
  source: string;
  secret: string;
}

/**
 * What a host gave, without the spaces and line ends that settings bring along. It comes from the environment more often than
 * not, so that what a type forbids is met all the same: `problem` says what is not set, in words for whoever runs the host.
 */
export function readDestination(
  options: Pick<ReporterOptions, 'url' | 'source' | 'secret'>,
  receiver: 'gauge' | 'fleet',
): { to: Destination; problem: string | null } {
  const whose = receiver === 'gauge' ? "The reporter's" : "The reporter's fleet:";
  const where = receiver === 'gauge' ? 'Settings of the gauge' : 'what "points-gauge fleet --source" printed';
  const to = { url: textOf(options.url), source: textOf(options.source), secret: textOf(options.secret) };
  const unset = (['url', 'source', 'secret'] as const).filter((name) => to[name] === '');
  if (unset.length > 0)
    return {
      to,
      problem: `${whose} ${unset.join(' and ')} ${unset.length === 1 ? 'is' : 'are'} not set: see ${where}, and the environment of this program. Nothing is sent.`,
    };
  if (!/^https?:$/.test(protocolOf(to.url)))
    return {
      to,
      problem: `${whose} url is no address of the web: see ${where}. Nothing is sent.`,
    };
  return { to, problem: null };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
