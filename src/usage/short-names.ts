import { KnownTexts } from '../known-texts';
import { isRecord } from '../object';
import type { StoredUsage } from './codec';
import { parsePoolKey } from './keys';
import { longestKey } from './recalled';

/**
 * The names of a record or an hour as they are stored: what the names of all sums begin with stands once, since an invocation does one
 * thing, and of the other names their pool. A record is written by every invocation, and an hour again by every roll-up. Days keep
 * whole names: they are read by the month, and names that have to be put together cost more than they save.
 * `x` what all sums' names begin with, up to a mark between two parts, which the rest of a name begins with.
 */
export type ShortUsage = StoredUsage & { x?: string };

const mark = '|';
const poolParts = 3;
/** What `x` itself takes beside its text. */
const ownBytes = 7;
/** Whose names begin with a pool. */
const ofPools = ['p', 'f', 'u', 's', 'm'] as const;

export function shortNames(usage: StoredUsage): ShortUsage {
  const names = Object.keys(usage.c);
  const shared = sharedBeginning(names);
  const pool = shared.split(mark).slice(0, poolParts).join(mark);
  const others = ofPools.flatMap((part) => Object.keys(usage[part] ?? {}));
  // A longer one is read by nobody, see below.
  if (shared.length > longestKey) return usage;
  if (parsePoolKey(pool) === null || !others.every((name) => beginsWith(name, pool))) return usage;
  if ((names.length - 1) * shared.length + others.length * pool.length <= ownBytes) return usage;
  const short: ShortUsage = { x: shared, ...usage, c: renamed(usage.c, (name) => name.slice(shared.length)) };
  for (const part of ofPools) {
    const named: Record<string, unknown> | undefined = usage[part];
    if (named !== undefined)
      Object.assign(short, { [part]: renamed(named, (name) => name.slice(pool.length)) });
  }
  return short;
}

/** The whole names again; `null` where the value's names are none that were shortened. */
export function wholeNames(value: unknown): unknown {
  if (!isRecord(value) || value['x'] === undefined) return value;
  const { x: shared, ...whole } = value;
  // Put before each name of a file that somebody wrote, a long one would take any memory.
  if (typeof shared !== 'string' || shared.length > longestKey) return null;
  const beginnings = beginningsOf(shared);
  for (const part of ['c', ...ofPools]) {
    const named = whole[part];
    if (named === undefined) continue;
    const lengthened = isRecord(named)
      ? withWholeNames(named, beginnings[part === 'c' ? 'sums' : 'pools'])
      : null;
    if (lengthened === null) return null;
    whole[part] = lengthened;
  }
  return whole;
}

/** Names put together before, by their rest: a roll-up reads the same few in hundreds of records. */
interface Beginning {
  text: string;
  names: KnownTexts<string>;
}

/** One for what all sums begin with, one for their pool. So few and so short that a file of invented ones takes no memory of note. */
const knownBeginnings = new KnownTexts<{ sums: Beginning; pools: Beginning }>(16, 200);
const longestKnownRest = 200;

function beginningsOf(shared: string): { sums: Beginning; pools: Beginning } {
  const known = knownBeginnings.get(shared);
  if (known !== undefined) return known;
  const of = (text: string): Beginning => ({ text, names: new KnownTexts(256, longestKnownRest) });
  const made = { sums: of(shared), pools: of(shared.split(mark).slice(0, poolParts).join(mark)) };
  knownBeginnings.keep(shared, made);
  return made;
}

function withWholeNames(
  named: Readonly<Record<string, unknown>>,
  { text, names }: Beginning,
): Record<string, unknown> | null {
  const whole: Record<string, unknown> = {};
  for (const rest of Object.keys(named)) {
    if (!beginsWith(rest, '')) return null;
    let name = names.get(rest);
    if (name === undefined) {
      name = text + rest;
      // The one name that would not be a name of its own; no key is so short.
      if (name === '__proto__') return null;
      names.keep(rest, name);
    }
    whole[name] = named[rest];
  }
  return whole;
}

/** Up to the last mark before which all names are alike. */
function sharedBeginning([first = '', ...names]: readonly string[]): string {
  let length = first.lastIndexOf(mark);
  while (length > 0 && !names.every((name) => beginsWith(name, first.slice(0, length))))
    length = first.lastIndexOf(mark, length - 1);
  return first.slice(0, Math.max(0, length));
}

/** The beginning itself, or more of it after a mark. */
function beginsWith(name: string, beginning: string): boolean {
  return name.startsWith(beginning) && (name.length === beginning.length || name[beginning.length] === mark);
}

function renamed<T>(named: Readonly<Record<string, T>>, rename: (name: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(named).map(([name, one]) => [rename(name), one]));
}
