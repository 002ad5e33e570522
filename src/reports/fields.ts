/** What the fields of a file may hold that anybody may have made. */
import * as v from 'valibot';

export const text = v.pipe(v.string(), v.maxLength(2000));
export const flag = v.boolean();
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** Points: finite, not negative, far below where sums lose their thousandths. */
export const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(999_999_999_999));
const isMoment = v.check((value: string) => !Number.isNaN(Date.parse(value)));
export const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/), isMoment);
export const hour = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/), isMoment);
/** `YYYY-MM-DD` of a day that there was: not the 31st of February. */
export const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/),
  v.check((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)),
);
/** 16 hexadecimal digits that stand for an installation. */
export const siteId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{16}$/),
  v.description('Stands for the installation'),
);

/** How many by kind; a kind that is not listed was not met. */
export function countsOf<const T extends readonly string[]>(kinds: T) {
  return v.strictObject(
    Object.fromEntries(kinds.map((kind) => [kind, v.exactOptional(count)])) as {
      [K in T[number]]: v.ExactOptionalSchema<typeof count, undefined>;
    },
  );
}

/** What is wrong with a value, by the field that is; `null` where it is as the schema says. Other fields are not taken over. */
export function readBy<T extends v.GenericSchema>(
  schema: T,
  value: unknown,
): { row: v.InferOutput<T> } | { bad: string } {
  const read = v.safeParse(schema, value, { abortEarly: true });
  if (read.success) return { row: read.output };
  const key = read.issues[0].path?.[0]?.key;
  return { bad: typeof key === 'string' ? `"${key}"` : 'an object' };
}
