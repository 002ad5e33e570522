import type { ThrottleView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** One refusal in words, for example `14:23 UTC, POST /rest/api/3/search/jql as asUser: refused by the burst limit.` */
export function throttleSentence(throttle: ThrottleView, { text, format }: Words): string {
  const { reason, reasonRaw, enforcement, retryAtMs, atMs } = throttle;
  const named = text.throttles.reasons[reason];
  const limit = reason === 'other' && reasonRaw !== null ? `${named} (${reasonRaw})` : named;
  const why = enforcement === 'beta' ? text.throttles.served(limit) : text.throttles.refused(limit);
  const call = `${throttle.method} ${throttle.template}`;
  const line = text.throttles.line(format.utcTime(atMs), call, text.routes[throttle.route], why);
  if (retryAtMs === null) return line;
  const waitMs = retryAtMs - atMs;
  return `${line} ${waitMs <= 0 ? text.throttles.retryNow : text.throttles.retry(format.duration(waitMs))}`;
}
