import { isRecord } from '../object';

/** What the JSON body of a refusal repeats; a field is `null` when it is missing or not what is documented. */
export interface OneStackBody {
  code: string;
  limit: number | null;
  windowSeconds: number | null;
  retryAfterSeconds: number | null;
}

/** Recognises `{error, code, details: {limit, window, retryAfter}}`; `null` for any other body. */
export function parseOneStackBody(body: unknown): OneStackBody | null {
  if (!isRecord(body)) return null;
  const { code, details } = body;
  if (typeof code !== 'string' || !isRecord(details) || !('window' in details || 'retryAfter' in details))
    return null;
  return {
    code: code.slice(0, 200),
    limit: countOrNull(details['limit']),
    windowSeconds: parseWindow(details['window']),
    retryAfterSeconds: countOrNull(details['retryAfter']),
  };
}

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;

function parseWindow(window: unknown): number | null {
  if (typeof window !== 'string') return countOrNull(window);
  const m = /^(\d{1,6}) ?(ms|s|m|h|d)$/i.exec(window);
  const unit = m?.[2]?.toLowerCase();
  if (unit === undefined || !isUnit(unit)) return null;
  return Number(m?.[1]) * unitSeconds[unit];
}

function isUnit(text: string): text is keyof typeof unitSeconds {
  return Object.hasOwn(unitSeconds, text);
}

function countOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
