/** The app's own record of advice taken: what was changed to spend less, when, and what came of it in the admin's words. */
import * as v from 'valibot';
import { adviceKinds } from '../insights/endpoints/advice-views';
import { day, readBy, text } from './fields';
import { withoutPersonalData } from './personal';

/** Every advice there is, and whatever else was done. */
export const appliedAdviceKinds = [...adviceKinds, 'other'] as const;
export type AppliedAdviceKind = (typeof appliedAdviceKinds)[number];

const appliedAdvice = v.object({
  kind: v.picklist(appliedAdviceKinds),
  /** For example `GET /rest/api/3/issue/{issueIdOrKey}`; `null` where it is not about one endpoint. */
  endpoint: v.nullable(text),
  /** When it was done, `YYYY-MM-DD`. */
  day,
  note: text,
});
export type AppliedAdvice = v.InferOutput<typeof appliedAdvice>;

export const appliedAdviceBounds = { entries: 20, noteCharacters: 300, endpointCharacters: 200 } as const;

/** One entry without personal data, cut to its bounds; `null` for what is none. */
export function readAppliedAdvice(value: unknown): AppliedAdvice | null {
  const read = readBy(appliedAdvice, value);
  if ('bad' in read) return null;
  const { kind, endpoint, day, note } = read.row;
  const bare = (text: string, most: number): string =>
    withoutPersonalData(text.replace(/\s+/g, ' ').trim()).slice(0, most);
  return {
    kind,
    endpoint: endpoint === null ? null : bare(endpoint, appliedAdviceBounds.endpointCharacters),
    day,
    note: bare(note, appliedAdviceBounds.noteCharacters),
  };
}

/** What is stored; whatever is no entry is left out. */
export function readAppliedAdviceList(value: unknown): AppliedAdvice[] {
  const list = v.safeParse(v.object({ taken: v.array(v.unknown()) }), value);
  return (list.success ? list.output.taken : [])
    .map(readAppliedAdvice)
    .filter((row) => row !== null)
    .slice(0, appliedAdviceBounds.entries);
}

/** What following an advice means, in English as reports are. */
export const doneSentences: Readonly<Record<AppliedAdviceKind, string>> = {
  bridge: 'Reads moved from the back end to the browser bridge',
  cache: 'Answers kept for some minutes instead of reading them again',
  bulk: 'Single reads replaced by a bulk call',
  identity: 'Fewer people and permissions asked for',
  webhook: 'Scheduled reads replaced by events',
  otherHour: 'Scheduled work moved out of the busiest hour, or spread',
  rovoMcp: 'Reads for an AI feature moved to Rovo MCP',
  fewerObjects: 'Fewer objects asked for by each read',
  spread: 'Calls spread over time',
  context: 'Reads replaced by what the page’s context and display conditions tell',
  createWhole: 'Fields and properties set with the creation',
  expand: 'Parts read with their issue or page',
  bulkWrite: 'Single writes replaced by a bulk call',
  quietHours: 'Large work moved to the quiet hours',
  jitter: 'Scheduled work begins at a random moment after the hour',
  backlogReads: 'Backlog answers kept, and only what changed asked for',
  oneStackReads: 'Conditional requests or webhooks of One Stack instead of polling',
  askFirst: 'Calls that were refused are no longer made',
  other: 'Other change',
};

/** What a report says instead of a record that could not be read: an empty list would say that nothing was done. */
export const recordUnread =
  'The record of what was already done could not be read when this was made: it is missing, not empty.';

/** The line of a report, in English as reports are. */
export function appliedAdviceText({ kind, endpoint, day, note }: AppliedAdvice): string {
  const what = kind === 'other' && note !== '' ? note : doneSentences[kind];
  const where = endpoint === null ? '' : `: ${endpoint}`;
  const more = note === '' || what === note ? '' : ` (${note})`;
  return `${day}: ${what}${where}${more}`;
}
