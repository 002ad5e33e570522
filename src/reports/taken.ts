/** The app's own record of advice taken: what was changed to spend less, when, and what came of it in the admin's words. */
import { adviceKinds } from '../analysis/adviceViews';
import { isObject, isText, oneOf, orNull, readRow, type Spec } from './checks';
import { withoutPersonalData } from './personal';

/** Every advice there is, and whatever else was done. */
export const takenKinds = [...adviceKinds, 'other'] as const;
export type TakenKind = (typeof takenKinds)[number];

export interface TakenAdvice {
  kind: TakenKind;
  /** For example `GET /rest/api/3/issue/{issueIdOrKey}`; `null` where it is not about one endpoint. */
  endpoint: string | null;
  /** When it was done, `YYYY-MM-DD`. */
  day: string;
  note: string;
}

export const takenBounds = { entries: 20, noteCharacters: 300, endpointCharacters: 200 } as const;

const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().slice(0, 10) === value;

const spec: Spec<TakenAdvice> = {
  kind: oneOf(takenKinds),
  endpoint: orNull(isText),
  day: isDay,
  note: isText,
};

/** One entry without personal data, cut to its bounds; `null` for what is none. */
export function readTaken(value: unknown): TakenAdvice | null {
  const read = readRow<TakenAdvice>(spec, value);
  if ('bad' in read) return null;
  const { kind, endpoint, day, note } = read.row;
  const bare = (text: string, most: number): string =>
    withoutPersonalData(text.replace(/\s+/g, ' ').trim()).slice(0, most);
  return {
    kind,
    endpoint: endpoint === null ? null : bare(endpoint, takenBounds.endpointCharacters),
    day,
    note: bare(note, takenBounds.noteCharacters),
  };
}

/** What is stored; whatever is no entry is left out. */
export function readTakenList(value: unknown): TakenAdvice[] {
  const rows = isObject(value) && Array.isArray(value['taken']) ? (value['taken'] as unknown[]) : [];
  return rows
    .map(readTaken)
    .filter((row) => row !== null)
    .slice(0, takenBounds.entries);
}

const sentences: Readonly<Record<TakenKind, string>> = {
  bridge: 'Reads moved from the back end to the browser bridge',
  cache: 'Answers kept for some minutes instead of reading them again',
  bulk: 'Single reads replaced by a bulk call',
  identity: 'Fewer people and permissions asked for',
  webhook: 'Scheduled reads replaced by events',
  otherHour: 'Scheduled work moved out of the busiest hour, or spread',
  rovoMcp: 'Reads for an AI feature moved to Rovo MCP',
  fewerObjects: 'Fewer objects asked for by each read',
  spread: 'Calls spread over time',
  askFirst: 'Calls that were refused are no longer made',
  other: 'Other change',
};

/** The line of a report, in English as reports are. */
export function takenText({ kind, endpoint, day, note }: TakenAdvice): string {
  const what = kind === 'other' && note !== '' ? note : sentences[kind];
  const where = endpoint === null ? '' : `: ${endpoint}`;
  const more = note === '' || what === note ? '' : ` (${note})`;
  return `${day}: ${what}${where}${more}`;
}
