/**
 * How a request of the page is read: each is one schema, which says what it has to be, in words for whoever wrote it, and gives the
 * type of what is read. Anybody can send a request, so nothing of one is used that did not pass here.
 */
import * as v from 'valibot';
import { isRecord } from '../../object';
import type { Ask } from './answer-view';

/** What is wrong with a request, in words for whoever wrote it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

const grant = v.pipe(
  v.string('"grant" must be a text of an earlier answer.'),
  v.maxLength(200, '"grant" must be a text of an earlier answer.'),
);

type Entries = Record<string, v.GenericSchema>;

/** An object of these fields, as one of several. One that is missing is complained of in its own words. */
export function variant<const E extends Entries>(entries: E, label: string) {
  return v.object(entries, ({ path }) => {
    const missing = entries[String(path?.at(-1)?.key)];
    return (missing && v.safeParse(missing, undefined).issues?.[0].message) ?? `${label} must be an object.`;
  });
}

/** The same where it is the only one, and anything but an object is complained of. */
export function fields<const E extends Entries>(entries: E, label: string) {
  const object = variant(entries, label);
  return v.pipe(v.custom<Record<string, unknown>>(isRecord, `${label} must be an object.`), object);
}

function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, value, { abortEarly: true });
  if (read.success) return read.output;
  throw new BadRequest(read.issues[0].message);
}

type Asked<E extends Entries> = Ask & v.InferOutput<v.ObjectSchema<E, undefined>>;

/** Reads a request that is an object of these fields. Throws `BadRequest` when it is another. */
export function reading<const E extends Entries>(entries: E): (payload: unknown) => Asked<E> {
  return (payload) => read(entries, payload);
}

/** The same of fields whose bounds depend on the time. */
export function readingAt<const E extends Entries>(
  entriesAt: (nowMs: number) => E,
): (payload: unknown, nowMs: number) => Asked<E> {
  return (payload, nowMs) => read(entriesAt(nowMs), payload);
}

function read<E extends Entries>(entries: E, payload: unknown): Asked<E> {
  const request = parse(fields({ grant: v.nullish(grant) }, 'The request'), payload);
  const asked = parse(fields(entries, 'The request'), payload);
  return request.grant == null ? asked : { ...asked, grant: request.grant };
}

/** One of a list, or `null` where the field is `null` or left out. */
export const oneOf = <const T extends readonly (string | number)[]>(list: T, field: string) =>
  v.nullish(v.picklist(list, `"${field}" must be null or one of: ${list.join(', ')}.`), null);
/** A list whose length is looked at before what is in it: anybody may send a long one. */
export const list = <T extends v.GenericSchema>(least: number, most: number, item: T, message: string) =>
  v.pipe(
    v.custom<unknown[]>(
      (items) => Array.isArray(items) && items.length >= least && items.length <= most,
      message,
    ),
    v.array(item),
  );
export const text = (most: number, message: string) => v.pipe(v.string(message), v.maxLength(most, message));
export const whole = (least: number, most: number, message: string) =>
  v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
export const count = (message: string) => whole(0, Number.MAX_SAFE_INTEGER, message);
