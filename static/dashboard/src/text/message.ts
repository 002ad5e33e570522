/**
 * The page's words are data: messages in the part of ICU MessageFormat that the page needs, so that translators' tools read them.
 *
 * `{name}` takes a text; `{n, plural, =0{none} one{1 call} other{{shown} calls}}` the form that the language has for a number;
 * `{x, select, null{} other{ of {x}}}` tells whether there is a text at all; `'{kept}'` stays as it is. No space stands between a form
 * and its brace.
 */

type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other' | 'null' | `=${bigint}`;

/** What a message asks for, as pairs of a name and the type of its value. */
type Placeholder<M extends string> = M extends `${infer Before}{${infer Rest}`
  ? Before extends `${string} ${Form}` | `${string}'`
    ? Placeholder<Rest>
    : Named<Rest> | Placeholder<Rest>
  : never;

type Named<Rest extends string> = Rest extends `${infer Head}}${string}`
  ? Head extends `${infer Name}, plural,${string}`
    ? [Name, number]
    : Head extends `${infer Name}, select,${string}`
      ? [Name, string | null]
      : [Head, string]
  : never;

export type Values = Readonly<Record<string, string | number | null>>;

/** Messages as the page uses them: a text, or a function of its placeholders where it has some. */
export type Said<M> = M extends string
  ? [Placeholder<M>] extends [never]
    ? string
    : (values: { readonly [P in Placeholder<M> as P[0]]: P[1] }) => string
  : M extends null
    ? null
    : { readonly [K in keyof M]: Said<M[K]> };

/** The same messages in another language: every key, with whatever text. `npm run check:words` holds the placeholders to each other. */
export type Translated<M> = M extends string
  ? string
  : M extends null
    ? null
    : { readonly [K in keyof M]: Translated<M[K]> };

type Part = string | { name: string; forms: ReadonlyMap<string, readonly Part[]> | null };

/** The messages of a language, ready to be said. A message is read when it is first needed. */
export function said<M>(messages: Translated<M>, language: string): Said<M> {
  const rules = new Intl.PluralRules(language);
  const formOf = (value: Values[string] | undefined, forms: ReadonlyMap<string, readonly Part[]>) =>
    (typeof value === 'number'
      ? (forms.get(`=${value}`) ?? forms.get(rules.select(value)))
      : forms.get(String(value))) ??
    forms.get('other') ??
    [];
  const fillIn = (parts: readonly Part[], values: Values): string =>
    parts.reduce<string>((before, part) => {
      if (typeof part === 'string')
        // Some languages abbreviate with a dot, which the end of a sentence would double.
        return before + (before.endsWith('.') && /^\.(?!\.)/.test(part) ? part.slice(1) : part);
      const value = values[part.name];
      return before + (part.forms === null ? String(value ?? '') : fillIn(formOf(value, part.forms), values));
    }, '');
  const speak = (message: string) => {
    let parts: readonly Part[] | undefined;
    return (values: Values): string => fillIn((parts ??= partsOf(message)), values);
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return part.includes('{') ? speak(part) : part;
    if (part === null) return null;
    if (Array.isArray(part)) return part.map(walk);
    return Object.fromEntries(Object.entries(part as object).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(messages) as Said<M>;
}

/** One of several messages of which some have no placeholder. */
export function fill<V extends Values>(message: string | ((values: V) => string), values: V): string {
  return typeof message === 'string' ? message : message(values);
}

/** A message cut at its placeholders. */
function partsOf(message: string): readonly Part[] {
  let at = 0;
  const until = (stops: string): string => {
    const from = at;
    while (at < message.length && !stops.includes(message.charAt(at))) at++;
    return message.slice(from, at);
  };
  const read = (): readonly Part[] => {
    const parts: Part[] = [];
    while (at < message.length && message[at] !== '}') {
      if (message.startsWith("'{", at)) {
        const end = message.indexOf("'", at + 2);
        parts.push(message.slice(at + 1, end));
        at = end + 1;
      } else if (message[at] === '{') {
        at++;
        parts.push({ name: until(',}').trim(), forms: message[at] === ',' ? forms() : null });
        at++;
      } else {
        // A quote that opens nothing is a quote.
        parts.push(message[at] === "'" ? message.charAt(at++) : until("{}'"));
      }
    }
    return parts;
  };
  const forms = (): ReadonlyMap<string, readonly Part[]> => {
    at++;
    until(',');
    at++;
    const found = new Map<string, readonly Part[]>();
    for (let form = until('{}').trim(); message[at] === '{'; form = until('{}').trim()) {
      at++;
      found.set(form, read());
      at++;
    }
    return found;
  };
  return read();
}
