/** What may be asked of what is kept: months of evidence, advice that was taken, the account as a whole. */
import * as v from 'valibot';
import { readAppliedAdvice } from '../../reports/applied-advice';
import { accountBounds } from './account-view';
import { noteLength } from './admin-log-view';
import { count, reading, text, variant, whole } from './request';

/** `last`: only tell what the last check found. `run`: make one now. */
export const readCheckAsk = reading({
  command: v.optional(v.picklist(['last', 'run'], '"command" must be "last" or "run".'), 'last'),
});
export type CheckCommand = ReturnType<typeof readCheckAsk>['command'];

const month = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/));

/** `null`: only tell which months are kept. A month is `YYYY-MM`. */
export const readSnapshotsAsk = reading({
  command: v.nullish(
    v.union(
      [
        v.object({ switch: v.picklist(['on', 'off']) }),
        v.object({ open: month }),
        v.object({ delete: month }),
      ],
      '"command" must be null, { "switch": "on" or "off" }, { "open": month } or { "delete": month }, a month as "2026-10".',
    ),
    null,
  ),
});
export type SnapshotsAsk = ReturnType<typeof readSnapshotsAsk>;
export type SnapshotCommand = SnapshotsAsk['command'];

const appliedAdviceEntry = v.pipe(
  v.unknown(),
  v.transform(readAppliedAdvice),
  v.custom<NonNullable<ReturnType<typeof readAppliedAdvice>>>((entry) => entry !== null),
);

/** `null`: only tell what is recorded. An entry is taken out as it stands, so that two administrators cannot mix up places. */
export const readAppliedAdviceAsk = reading({
  command: v.nullish(
    v.union(
      [v.object({ add: appliedAdviceEntry }), v.object({ remove: appliedAdviceEntry })],
      '"command" must be null, { "add": entry } or { "remove": entry }.',
    ),
    null,
  ),
});
export type AppliedAdviceAsk = ReturnType<typeof readAppliedAdviceAsk>;
export type AppliedAdviceCommand = AppliedAdviceAsk['command'];

const noteRule = `"text" must be a line of 1 to ${noteLength} characters.`;

/** A remark of an administrator on what happens now, as it is drawn in the charts. */
export const readNoteAsk = reading({
  text: v.pipe(
    v.string(noteRule),
    v.trim(),
    v.minLength(1, noteRule),
    v.maxLength(noteLength, noteRule),
    // One line of it: what else is in the log is one line, too.
    v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, noteRule),
  ),
});

const nextPlace = '"at" must be null, or "next" of the part before.';

export const readExportAccount = reading({
  /** `null` to begin, else `next` of the part before. */
  at: v.nullish(
    v.variant(
      'part',
      [
        variant({ part: v.literal('records'), after: text(2_000, nextPlace) }, '"at"'),
        variant({ part: v.literal('days'), day: whole(0, 99_999, nextPlace) }, '"at"'),
        variant({ part: v.literal('hours'), hour: whole(0, 2_399_999, nextPlace) }, '"at"'),
        variant({ part: v.literal('kept'), at: whole(0, 999, nextPlace) }, '"at"'),
      ],
      nextPlace,
    ),
    null,
  ),
});
export type ExportAccountAsk = ReturnType<typeof readExportAccount>;

const partNeeds = '"begunAtMs" and "part" must be whole numbers, "isLast" true or false.';
const { importBytes, importLines } = accountBounds;

/** A part of an export, in order; the account is whole after the last. A part may be sent again when its answer was lost. */
export const readImportAccount = reading({
  /** When the page began the import, the same for all parts. */
  begunAtMs: count(partNeeds),
  /** Counted from 0. */
  part: count(partNeeds),
  isLast: v.boolean(partNeeds),
  /** Whole lines. */
  text: v.pipe(
    text(importBytes, `"text" must be a text of at most ${importBytes} bytes.`),
    v.check(
      (lines) => lines.split('\n').length <= importLines + 1,
      `"text" must have at most ${importLines} lines.`,
    ),
  ),
});
export type ImportAccountAsk = ReturnType<typeof readImportAccount>;

/** Nothing is deleted by accident, nor by a page that does not know what it asks. */
export const readDeleteAccount = reading({
  sure: v.literal('delete everything', '"sure" must be "delete everything".'),
});
