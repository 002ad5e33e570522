import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type Node, type Pair } from 'yaml';

/**
 * Edits of a YAML text where it stands: what is not edited keeps its comments, its quotes and its layout to the last blank, so that the
 * diff of an edit shows the edit and nothing else.
 */
export type YamlPath = readonly string[];

/** An edit that this text does not allow; the message names the place. */
export class YamlEditError extends Error {}

interface Token {
  indent?: number;
}

export function readYaml(text: string): Document {
  return parseDocument(text, { keepSourceTokens: true, merge: true });
}

/** Adds `items` to the sequence at `path`, which is made where it is missing. */
export function withItems(text: string, path: YamlPath, items: readonly unknown[]): string {
  if (items.length === 0) return text;
  const node = readYaml(text).getIn(path, true);
  if (!isSeq(node)) return withPair(text, path, items);
  if (node.flow === true) return intoFlow(text, node, items.map((item) => JSON.stringify(item)).join(', '));
  const last = node.items.at(-1) as Node | undefined;
  if (last === undefined) throw new YamlEditError(`${path.join('.')} is an empty list that cannot be edited`);
  return insertedAfter(text, contentEnd(text, last), blockOf(items, indentOf(node)));
}

/** Sets `value` under `path`, whose last key must be new; maps on the way there are made where they are missing. */
export function withPair(text: string, path: YamlPath, value: unknown): string {
  const document = readYaml(text);
  let depth = path.length - 1;
  while (depth > 0 && !isMap(document.getIn(path.slice(0, depth), true))) depth -= 1;
  const parent: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
  const nested = path.slice(depth + 1).reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
  const added = { [path[depth] ?? '']: nested };
  if (!isMap(parent)) throw new YamlEditError(`${path.slice(0, depth).join('.')} is no map`);
  const taken = parent.items.find((pair) => keyOf(pair) === path[depth]);
  if (taken !== undefined) return withReplacedPair(text, parent, taken, added);
  if (parent.flow === true) return intoFlow(text, parent, JSON.stringify(added).slice(1, -1));
  const last = parent.items.at(-1);
  if (last === undefined)
    throw new YamlEditError(`${path.join('.')} is in an empty map that cannot be edited`);
  return insertedAfter(text, pairEnd(text, last), blockOf(added, indentOf(parent)));
}

/** `modules:` with nothing behind it is a key that is taken by no value: the value is put there. */
function withReplacedPair(text: string, parent: Node, pair: Pair, added: object): string {
  const value = pair.value;
  if (
    value !== null &&
    !(isScalar(value) && value.value === null) &&
    !(isSeq(value) && value.items.length === 0)
  )
    throw new YamlEditError(`${keyOf(pair)} is neither a list nor a map`);
  const start = lineStart(text, (pair.key as Node).range?.[0] ?? 0);
  const end = pairEnd(text, pair);
  return insertedAfter(text.slice(0, start) + text.slice(end), start, blockOf(added, indentOf(parent)));
}

/** Puts another plain word in the place of the scalar at `path`. */
export function withScalar(text: string, path: readonly (string | number)[], value: string): string {
  const node = readYaml(text).getIn(path, true);
  if (!isScalar(node) || node.range == null) throw new YamlEditError(`${path.join('.')} is no plain value`);
  const written = text.slice(node.range[0], node.range[1]);
  const quote = /^['"]/.exec(written)?.[0] ?? '';
  return text.slice(0, node.range[0]) + quote + value + quote + text.slice(node.range[1]);
}

/** Takes the items away that `isMeant`; a list, and a map around it, that is empty by this goes, too. */
export function withoutItems(text: string, path: YamlPath, isMeant: (item: unknown) => boolean): string {
  const document = readYaml(text);
  const node = document.getIn(path, true);
  if (!isSeq(node)) return text;
  const meant = node.items.filter((item) => isMeant((item as Node).toJS(document))) as Node[];
  if (meant.length === 0) return text;
  if (meant.length === node.items.length) return withoutPair(text, path);
  if (node.flow === true) {
    const left = node.toJSON().filter((item) => !isMeant(item));
    const [start, end] = node.range ?? [0, 0];
    const written = left.map((item) => (typeof item === 'string' ? plain(item) : JSON.stringify(item)));
    return `${text.slice(0, start)}[${written.join(', ')}]${text.slice(end)}`;
  }
  return meant.reduceRight((rest, item) => {
    const start = lineStart(rest, item.range?.[0] ?? 0);
    return rest.slice(0, start) + rest.slice(contentEnd(rest, item));
  }, text);
}

export function withoutPair(text: string, path: YamlPath): string {
  const document = readYaml(text);
  const key = path.at(-1);
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return text;
  const pair = parent.items.find((one) => keyOf(one) === key);
  if (pair === undefined) return text;
  if (parent.items.length === 1 && path.length > 1) return withoutPair(text, path.slice(0, -1));
  if (parent.flow === true) throw new YamlEditError(`${path.join('.')} is in a map on one line`);
  const start = lineStart(text, (pair.key as Node).range?.[0] ?? 0);
  return text.slice(0, start) + text.slice(pairEnd(text, pair));
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function plain(item: string): string {
  return stringify([item], { collectionStyle: 'flow' }).trim().slice(1, -1).trim();
}

function blockOf(value: unknown, indent: number): string {
  const block = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  return block.replace(/^(?=.)/gm, ' '.repeat(indent));
}

function indentOf(node: Node): number {
  return (node.srcToken as Token | undefined)?.indent ?? 0;
}

function intoFlow(text: string, node: Node, added: string): string {
  const end = (node.range?.[1] ?? 1) - 1;
  const before = text.slice(node.range?.[0] ?? 0, end).trimEnd();
  const at = (node.range?.[0] ?? 0) + before.length;
  const comma = /[[{,]$/.test(before) ? '' : ', ';
  return text.slice(0, at) + comma + added + text.slice(at);
}

function pairEnd(text: string, pair: Pair): number {
  return contentEnd(text, (pair.value ?? pair.key) as Node, pair.key as Node);
}

/** Behind the line in which the node's own text ends; what stands below it, comments included, belongs to others. */
function contentEnd(text: string, node: Node, fallback: Node = node): number {
  const [start, end] = node.range ?? fallback.range ?? [0, 0];
  // A block scalar's own text ends with its line break.
  const last = text.slice(start, end).trimEnd().length + start;
  const next = text.indexOf('\n', Math.max(last, 0));
  return next === -1 ? text.length : next + 1;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function insertedAfter(text: string, offset: number, block: string): string {
  const head = text.slice(0, offset);
  const joint = head === '' || head.endsWith('\n') ? '' : '\n';
  return head + joint + block + text.slice(offset);
}
