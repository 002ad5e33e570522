import { refusalKinds, type Fault, type FaultKind } from '../emulator/cloud/own/faults';
import { InputError } from './report-files';

export const faultUsage = `500, 502, 503 or 504 (with +SECONDS for Retry-After), 429=KIND (${refusalKinds.join(', ')}),
                 latency=MILLISECONDS, reset, lost, truncated; then @SHARE of the calls, and a path, with {} for any value
                 and * at its end: --fault "503+5@0.1 /rest/api/3/search/*"`;

/** A fault as it is typed: `503+5@0.1 /rest/api/3/search/*`. @throws InputError */
export function faultOf(typed: string): Fault {
  const found = /^([^@\s]+)(?:@([\d.]+))?(?:\s+(\/\S*))?$/.exec(typed.trim());
  const kind = kindOf(found?.[1] ?? '');
  const rate = found?.[2] === undefined ? 1 : Number(found[2]);
  if (kind === null || !(rate >= 0 && rate <= 1))
    throw new InputError(`--fault "${typed}" cannot be read. It is ${faultUsage}`);
  const path = found?.[3];
  return { ...kind, rate, ...(path === undefined ? {} : { on: { path } }) };
}

function kindOf(typed: string): FaultKind | null {
  if (typed === 'reset') return { kind: 'reset' };
  if (typed === 'lost') return { kind: 'reset', served: false };
  if (typed === 'truncated') return { kind: 'truncated' };
  const ms = /^latency=(\d{1,6})$/.exec(typed)?.[1];
  if (ms !== undefined) return { kind: 'latency', ms: Number(ms) };
  const as = refusalKinds.find((one) => typed === `429=${one}`);
  if (as !== undefined) return { kind: 'refused', as };
  const [, status, seconds] = /^(50[0234])(?:\+(\d+))?$/.exec(typed) ?? [];
  if (status === undefined) return null;
  const known = Number(status) as 500 | 502 | 503 | 504;
  return { kind: 'status', status: known, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
}
