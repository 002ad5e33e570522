/** The catalogue's templates as a tree of segments: a lookup costs a few map reads, however long the catalogue is. */
import type { Method } from '../model';
import type { CatalogueEntry } from './entry';

export interface PathNode {
  fixed: Map<string, PathNode>;
  /** The branch of a parameter, and the parameter as the catalogue writes it, braces included. */
  parameter: { name: string; node: PathNode } | null;
  template: string | null;
  byMethod: Map<Method, CatalogueEntry>;
}

const newNode = (): PathNode => ({ fixed: new Map(), parameter: null, template: null, byMethod: new Map() });

export function growTree(entries: readonly CatalogueEntry[]): PathNode {
  const root = newNode();
  for (const entry of entries) {
    let node = root;
    for (const segment of entry.template.split('/').slice(1)) node = branch(node, segment);
    node.template ??= entry.template;
    node.byMethod.set(entry.method, entry);
  }
  return root;
}

function branch(node: PathNode, segment: string): PathNode {
  if (segment.startsWith('{')) {
    node.parameter ??= { name: segment, node: newNode() };
    return node.parameter.node;
  }
  const known = node.fixed.get(segment);
  if (known !== undefined) return known;
  const grown = newNode();
  node.fixed.set(segment, grown);
  return grown;
}

/** The node of a template that fits all segments; fixed words win over parameters. */
export function findNode(node: PathNode, segments: readonly string[], from = 0): PathNode | null {
  const segment = segments[from];
  if (segment === undefined) return node.template === null ? null : node;
  const fixed = node.fixed.get(segment);
  const found = fixed === undefined ? null : findNode(fixed, segments, from + 1);
  if (found !== null || node.parameter === null) return found;
  return findNode(node.parameter.node, segments, from + 1);
}
