import ts from 'typescript';

/** @import { Rule } from 'eslint' */

/** Programs whose settings have been looked at: what is wrong with them belongs to no file, so the first one tells. */
const toldPrograms = new WeakSet();

/** @param {ts.Program} program @returns {ts.Diagnostic[]} */
function ofTheWhole(program) {
  if (toldPrograms.has(program)) return [];
  toldPrograms.add(program);
  return [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
  ];
}

/**
 * The compiler's own errors, told by the linter. Rules that look at types make the compiler check nearly all of a program; to let `tsc` check
 * it once more took a quarter of the whole check. It says of a program what `tsc -p` says of it.
 * @type {Rule.RuleModule}
 */
const errors = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const { sourceCode } = context;
    const { program, esTreeNodeToTSNodeMap } = sourceCode.parserServices;
    return {
      Program(node) {
        const file = esTreeNodeToTSNodeMap.get(node);
        const found = [
          ...ofTheWhole(program),
          ...program.getSyntacticDiagnostics(file),
          ...program.getSemanticDiagnostics(file),
        ];
        for (const { start, code, messageText, file: where } of found) {
          const loc = sourceCode.getLocFromIndex(where === file ? (start ?? 0) : 0);
          const message = `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
          // A comment for the linter must not silence the compiler.
          if (isSilenced(sourceCode)) throw new Error(`${context.filename}:${loc.line}: ${message}`);
          context.report({ loc, message });
        }
      },
    };
  },
};

/** @param {Rule.RuleContext['sourceCode']} sourceCode whether a comment of its switches off all rules, or this one */
function isSilenced(sourceCode) {
  return sourceCode
    .getAllComments()
    .some(({ value }) =>
      /^\s*eslint(?:-disable(?:-next-line|-line)?\s*(?:--|$)|\b.*compiler\/errors)/s.test(value),
    );
}

export const compiler = { rules: { errors } };
