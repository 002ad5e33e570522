/** @typedef {{ type: string, name?: string, arguments?: unknown[], callee?: Node }} Node */

/** `new Date()` reads the clock where `Date.now()` may not. Oxlint has no rule for it. */
const noPresentTime = {
  /** @param {{ report: (found: { node: Node, message: string }) => void }} context */
  create: (context) => ({
    /** @param {Node} node */
    NewExpression(node) {
      if (node.callee?.name === 'Date' && node.arguments?.length === 0)
        context.report({ node, message: 'Time is an argument here.' });
    },
  }),
};

/** What the linter asks of layers to which time and chance are arguments. */
export default { meta: { name: 'pure' }, rules: { 'no-present-time': noPresentTime } };
