import type { RefusalGroup } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { shortCall } from './verdict';

/** Refused calls of one kind in words: `POST search/jql as asUser: 158 calls refused by the burst limit, last Nov 22, 14:23 UTC.` */
export function throttleSentence(group: RefusalGroup, nowMs: number, { text, format }: Words): string {
  const { reason, reasonRaw, enforcement, calls, lastAtMs, retryAtMs } = group;
  const say = text.throttles;
  const named = say.reasons[reason];
  const limit = reason === 'other' && reasonRaw !== null ? `${named} (${reasonRaw})` : named;
  const why = (enforcement === 'beta' ? say.served : say.refused)({
    n: calls,
    calls: format.count(calls),
    limit,
  });
  const last = lastAtMs === null ? '' : say.last({ at: `${format.utcDayTime(lastAtMs)} UTC` });
  const retry = retryAtMs === null || retryAtMs <= nowMs ? '' : say.retry({ at: format.utcTime(retryAtMs) });
  return `${say.line({ call: shortCall(group), route: text.routes[group.route], why })}${last}.${retry}`;
}
