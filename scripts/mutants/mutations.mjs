import { parse } from '@babel/parser';

/**
 * A change of one place of a source that a test ought to notice. `start` and `end` are positions in the text.
 * @typedef {{ start: number, end: number, line: number, before: string, after: string, kind: 'expression' | 'body' }} Mutation
 * @typedef {Record<string, unknown> & { type: string, start: number, end: number, loc: { start: { line: number } } }} Node
 */

/** @type {Readonly<Record<string, string>>} */
const operators = {
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' },
  ...{ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '&&': '||', '||': '&&' },
};

/** @type {Readonly<Record<string, string>>} */
const otherMethods = {
  ...{ some: 'every', every: 'some', min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' },
  ...{ startsWith: 'endsWith', endsWith: 'startsWith', toLowerCase: 'toUpperCase' },
};

/** Without these, what they are called on stays as it is. */
const leftOut = ['filter', 'slice', 'sort', 'toSorted', 'reverse', 'trim', 'flat', 'concat'];

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** @param {unknown} value @returns {Node} */
function nodeOf(value) {
  if (!isNode(value)) throw new TypeError('No node stands where one has to');
  return value;
}

/**
 * All mutations of a TypeScript source, in the order of their places. Types, imports and names of properties are left alone: a
 * change there is none of behaviour, or no program.
 * @param {string} text
 * @returns {Mutation[]}
 */
export function mutationsOf(text) {
  /** @type {Mutation[]} */
  const found = [];
  /** @param {Node} node */
  const source = (node) => text.slice(node.start, node.end);
  /** @param {Node} node @param {string} after @param {Mutation['kind']} [kind] */
  const add = (node, after, kind = 'expression') => {
    const before = source(node);
    if (before !== after) {
      const { start, end, loc } = node;
      found.push({ start, end, line: loc.start.line, before, after, kind });
    }
  };
  /** @param {Node} node */
  const visit = (node) => {
    if (/^(TSType|TSInterface|TSDeclare|Import)/.test(node.type)) return;
    if (/^Export/.test(node.type) && isNode(node.source)) return;
    mutate(node, source, add);
    for (const [name, value] of Object.entries(node)) {
      if (
        name === 'loc' ||
        /^(typeAnnotation|typeParameters|returnType|predicate|leadingComments)/.test(name)
      )
        continue;
      if (name === 'key' && node.computed !== true) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(nodeOf(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program));
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * @param {Node} node
 * @param {(node: Node) => string} source
 * @param {(node: Node, after: string, kind?: Mutation['kind']) => void} add
 */
function mutate(node, source, add) {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const left = nodeOf(node.left);
      const right = nodeOf(node.right);
      const other = operators[String(node.operator)];
      if (other !== undefined) add(node, `${source(left)} ${other} (${source(right)})`);
      if (node.operator === '??') add(node, source(left));
      return;
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      for (const constant of ['true', 'false']) add(nodeOf(node.test), constant);
      return;
    case 'BooleanLiteral':
      return add(node, String(node.value !== true));
    case 'NumericLiteral':
      return add(node, String(Number(node.value) + 1));
    case 'StringLiteral':
      return add(node, node.value === '' ? "'mutant'" : "''");
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') add(node, source(nodeOf(node.argument)));
      return;
    case 'CallExpression':
      return mutateCall(node, source, add);
    case 'ArrayExpression':
      if (Array.isArray(node.elements) && node.elements.length > 0) add(node, '[]');
      return;
    case 'FunctionDeclaration':
    case 'ClassMethod':
      if (node.kind !== 'constructor' && isNode(node.body)) add(node.body, '{}', 'body');
      return;
    default:
  }
}

/**
 * @param {Node} node
 * @param {(node: Node) => string} source
 * @param {(node: Node, after: string) => void} add
 */
function mutateCall(node, source, add) {
  const callee = nodeOf(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed === true) return;
  const object = nodeOf(callee.object);
  const name = source(nodeOf(callee.property));
  if (leftOut.includes(name)) add(node, source(object));
  const other = Object.hasOwn(otherMethods, name) ? otherMethods[name] : undefined;
  if (other !== undefined)
    add(node, `${source(object)}.${other}${source(node).slice(callee.end - node.start)}`);
}

/**
 * The source with all of these mutations in it, each switched by `__mutant(id)`: one program is every mutant.
 * @param {string} text
 * @param {readonly (Mutation & { id: number })[]} mutations
 */
export function withMutations(text, mutations) {
  const sorted = [...mutations].sort((a, b) => a.start - b.start || b.end - a.end);
  /** @param {number} from @param {number} to @param {typeof sorted} inside @returns {string} */
  const write = (from, to, inside) => {
    let written = '';
    let at = from;
    for (let index = 0; index < inside.length;) {
      const { start, end } = /** @type {Mutation} */ (inside[index]);
      const group = inside.slice(index).filter((one) => one.start < end);
      const same = group.filter((one) => one.start === start && one.end === end);
      const original = write(
        start,
        end,
        group.filter((one) => !same.includes(one)),
      );
      written += text.slice(at, start) + same.reduce(switched, original);
      at = end;
      index += group.length;
    }
    return written + text.slice(at, to);
  };
  // Its own name for it, since a global one is looked up anew by every loop.
  return `const __mutant = globalThis.__mutant; ${write(0, text.length, sorted)}`;
}

/** @param {string} original @param {Mutation & { id: number }} mutation */
function switched(original, { id, after, kind }) {
  return kind === 'body'
    ? original.replace('{', `{ if (__mutant(${id})) return;`)
    : `(__mutant(${id}) ? (${after}) : (${original}))`;
}
