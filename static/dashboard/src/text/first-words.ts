import type { Messages } from './en';

/** Some of the messages: `true` for all below a key; `*` stands for every key of a list. */
type Some<M> =
  | true
  | (M extends string | null
      ? never
      : { readonly [K in keyof M]?: Some<M[K]> } & { readonly '*'?: Some<M[keyof M]> });

/**
 * What the first view says: the Overview, and what stands around every page. The build cuts each language's file in two along this list,
 * and the second half comes with the first page that needs it. `test/dashboard` opens the Overview with the first half alone, and holds the
 * list to the words that its source names.
 */
export const firstWords = {
  ...{ pages: true, pageBar: true, noSuchPage: true, backToOverview: true, glossary: true },
  ...{
    whose: true,
    own: true,
    level: true,
    basis: true,
    tier: true,
    gauge: true,
    verdict: true,
    forecast: true,
  },
  ...{ lessThanAMinute: true, resetsIn: true, resetPassed: true, banner: true, unknownFigure: true },
  ...{ chart: true, day: true, heat: true, routes: true, products: true, top: true, throttles: true },
  ...{ blind: true, integrity: true, metering: true, totalsOnly: true, empty: true },
  ...{ loading: true, readAt: true, everyHalfMinute: true, refresh: true, stale: true, retry: true },
  ...{
    retryFrom: true,
    errors: true,
    unreachable: true,
    unreachableBody: true,
    strangeAnswer: true,
    strangeTitle: true,
  },
  incident: { open: true, newest: true },
  endpoints: { pager: true, previous: true, next: true, rows: true },
  routing: { advice: { kinds: { '*': { name: true } } } },
  settings: { points: true },
} as const satisfies Some<Messages>;

/** One half of a language's messages, by the same keys. */
export const halfOf = (messages: unknown, half: 'first' | 'rest'): unknown => cut(messages, half, firstWords);

/** `undefined` where nothing of it is in this half. @param list what of it is first; `undefined` for nothing */
function cut(messages: unknown, half: 'first' | 'rest', list: unknown): unknown {
  if (list === true || list === undefined)
    return (list === true) === (half === 'first') ? messages : undefined;
  const keys = list as Readonly<Record<string, unknown>>;
  const parts = Object.entries(messages as object).flatMap(([key, inner]) => {
    const part = cut(inner, half, keys[key] ?? keys['*']);
    return part === undefined ? [] : [[key, part] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
