/** The structure of a JSON value without anything of what it says: names of fields and types. */

/** Types by path: `issues[].fields.summary` → `string`. A path may have several. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Deep enough for every answer that is read, and an end for what is not. */
const deepest = 12;
/** Of a list so many are looked at: they are alike. */
const longest = 50;

export function shapeOf(value: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  walk(value, '', 0, shape);
  return shape;
}

function walk(value: unknown, path: string, depth: number, shape: Map<string, Set<string>>): void {
  const types = shape.get(path) ?? new Set<string>();
  shape.set(path, types.add(typeOf(value)));
  if (depth >= deepest || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, longest) as unknown[]) walk(item, `${path}[]`, depth + 1, shape);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    walk(inner, path === '' ? fieldOf(name) : `${path}.${fieldOf(name)}`, depth + 1, shape);
}

/** Custom fields are a site's own: one stands for all. Dots and brackets belong to paths. */
function fieldOf(name: string): string {
  return /^customfield_\d+$/.test(name) ? 'customfield' : name.replace(/[.[\]]/g, '_');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

export interface ShapeDifference {
  path: string;
  /** `missing`: the emulator has it, the answer does not. `unknown`: the other way round. `type`: both have it. */
  kind: 'missing' | 'unknown' | 'type';
  expected: string;
  found: string;
}

/** What lies below a field that only one side has, or whose type differs, is not told again. */
export function shapeDifferences(expected: Shape, found: Shape): ShapeDifference[] {
  const differences: ShapeDifference[] = [];
  for (const path of new Set([...expected.keys(), ...found.keys()])) {
    if (differences.some((above) => path.startsWith(`${above.path}.`) || path.startsWith(`${above.path}[`)))
      continue;
    const [here, there] = [expected.get(path), found.get(path)];
    // An empty list says nothing of its items, and no field of an absent object is missing.
    if (!isTold(path, expected) || !isTold(path, found)) continue;
    const kind = here === undefined ? 'unknown' : there === undefined ? 'missing' : 'type';
    if (kind === 'type' && fits(here, there)) continue;
    differences.push({ path, kind, expected: written(here), found: written(there) });
  }
  return differences;
}

function isTold(path: string, shape: Shape): boolean {
  const parent = path.endsWith('[]') ? path.slice(0, -2) : path.replace(/\.?[^.[\]]+$/, '');
  return path.endsWith('[]') ? shape.has(path) : path === '' || shape.has(parent);
}

/** `null` stands for any type: it says that there is none here. */
function fits(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const plain = (types: ReadonlySet<string>): string[] => [...types].filter((type) => type !== 'null');
  const [one, other] = [plain(a), plain(b)];
  return one.length === 0 || other.length === 0 || one.some((type) => other.includes(type));
}

function written(types: ReadonlySet<string> | undefined): string {
  return types === undefined ? 'nothing' : [...types].sort().join(' or ');
}
