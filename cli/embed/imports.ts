import { parse, type ParserPlugin } from '@babel/parser';

const forgeApi = '@forge/api';
export const meteredApi = 'points-gauge/api';

export interface Imports {
  /** The source with the other module's name. */
  text: string;
  /** Relative modules that it loads. */
  relative: string[];
  /** Names of all modules that it loads. */
  modules: Set<string>;
  /** How many names were changed. */
  changed: number;
  problems: { line: number; message: string }[];
}

interface AnyNode {
  type: string;
  start: number;
  end: number;
  loc?: { start: { line: number } };
  [name: string]: unknown;
}

/** Reads what a source loads, and puts `to` in the place of `from` wherever a module is named. Nothing else is touched. */
export function renamedImports(source: string, file: string, from = forgeApi, to = meteredApi): Imports {
  const found: Imports = { text: source, relative: [], modules: new Set(), changed: 0, problems: [] };
  let tree: AnyNode;
  try {
    const options = { sourceType: 'unambiguous', plugins: pluginsOf(file), errorRecovery: true } as const;
    tree = parse(source, { ...options, allowReturnOutsideFunction: true }) as unknown as AnyNode;
  } catch (error) {
    const line = (error as { loc?: { line: number } }).loc?.line ?? 1;
    const message = `this file does not parse, and was left as it is: ${(error as Error).message}`;
    return { ...found, problems: [{ line, message }] };
  }
  const edits: AnyNode[] = [];
  for (const literal of moduleNames(tree, found.problems)) {
    const name = String(literal['value']);
    found.modules.add(name);
    if (name.startsWith('.')) found.relative.push(name);
    if (name === from) edits.push(literal);
    else if (name.startsWith(`${forgeApi}/`))
      found.problems.push({
        line: literal.loc?.start.line ?? 1,
        message: `${name} is an inner file of @forge/api: calls through it are not metered`,
      });
  }
  for (const { start, end } of edits.sort((a, b) => b.start - a.start)) {
    const quote = found.text[start] ?? "'";
    found.text = found.text.slice(0, start) + quote + to + quote + found.text.slice(end);
  }
  found.changed = edits.length;
  return found;
}

function pluginsOf(file: string): ParserPlugin[] {
  if (/\.tsx$/.test(file)) return ['typescript', 'jsx', 'decorators-legacy'];
  if (/\.[cm]?ts$/.test(file)) return ['typescript', 'decorators-legacy'];
  return ['jsx', 'flow', 'decorators-legacy'];
}

/** The literals that name a module: import, export from, import(), require(), import x = require(), import types. */
function* moduleNames(root: AnyNode, problems: Imports['problems']): Generator<AnyNode> {
  const waiting: AnyNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) waiting.push(...child.filter(isNode));
      else if (isNode(child)) waiting.push(child);
    }
    const named = namedModule(node);
    if (named === null) continue;
    if (isText(named)) yield named;
    else if (node.type === 'CallExpression' || node.type === 'ImportExpression')
      problems.push({
        line: node.loc?.start.line ?? 1,
        message: 'a module is loaded by a computed name: if it is @forge/api, its calls are not metered',
      });
  }
}

function namedModule(node: AnyNode): AnyNode | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return isNode(node['source']) ? node['source'] : null;
    case 'TSExternalModuleReference':
      return isNode(node['expression']) ? node['expression'] : null;
    case 'TSImportType': {
      const argument = node['argument'] as AnyNode;
      return argument.type === 'TSLiteralType' ? (argument['literal'] as AnyNode) : argument;
    }
    case 'CallExpression': {
      const { callee, arguments: args } = node as unknown as { callee: AnyNode; arguments: AnyNode[] };
      const loads =
        callee.type === 'Import' || (callee.type === 'Identifier' && callee['name'] === 'require');
      return loads ? (args[0] ?? null) : null;
    }
    default:
      return null;
  }
}

function isText(node: AnyNode): boolean {
  return node.type === 'StringLiteral';
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string';
}
