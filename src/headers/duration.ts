/** Lengths of time with their unit, as Go, Node and people write them: "6m0s", "1.5s", "500 ms", "2 minutes", "PT30S". */

const unitMs: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, msec: 1, millisecond: 1 },
  ...{ s: 1000, sec: 1000, second: 1000 },
  ...{ m: 60_000, min: 60_000, minute: 60_000 },
  ...{ h: 3_600_000, hr: 3_600_000, hour: 3_600_000, d: 86_400_000, day: 86_400_000 },
};
const part = /^(\d{1,12}(?:\.\d{1,9})?)\s?([a-zµ]{1,12})\s?/i;

/** Milliseconds; `null` for anything else, a bare number included: its unit is not for this file to guess. */
export function parseDuration(text: string): number | null {
  let rest = text.replace(/^p(?:t|(?=\d))/i, '');
  if (rest === '') return null;
  let sumMs = 0;
  let smallest = Infinity;
  while (rest !== '') {
    const found = part.exec(rest);
    const name = (found?.[2] ?? '').toLowerCase();
    const ms = unitOf(name) ?? unitOf(name.replace(/s$/, ''));
    // Units come in falling order; "5 s 1 h" is no length of time that anybody writes.
    if (!found || ms === null || ms >= smallest) return null;
    smallest = ms;
    sumMs += Number(found[1]) * ms;
    rest = rest.slice(found[0].length).trim();
  }
  return Math.round(sumMs);
}

function unitOf(name: string): number | null {
  return Object.hasOwn(unitMs, name) ? (unitMs[name] ?? null) : null;
}
