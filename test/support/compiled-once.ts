import type vm from 'node:vm';

type CompileFunction = typeof vm.compileFunction;

interface Compiled {
  text: string;
  head: string;
  script: vm.Script;
}

/** What this process compiled last of a file, whichever environment asks. */
const known = new Map<string, Compiled>();

/**
 * `compileFunction` as Jest calls it for every module of every test file, each of which runs in a context of its own: Jest's own modules alone took
 * 70 ms of each file. A script is compiled for all contexts, and V8 keeps with it what it compiles of a function when that is called first. A text
 * that changed is compiled anew.
 *
 * It leaves `import()` out, which Jest offers with a flag of Node's alone: swc makes `require` of ours.
 */
export function compiledOnce({
  compileFunction,
  Script,
}: Pick<typeof vm, 'compileFunction' | 'Script'>): CompileFunction {
  return (text, parameters = [], options = {}) => {
    const { filename, parsingContext } = options;
    if (filename === undefined || parsingContext === undefined)
      return compileFunction(text, parameters, options);
    const head = `(function (${parameters.join()}) {`;
    let compiled = known.get(filename);
    if (compiled?.text !== text || compiled.head !== head) {
      // On the first line, too, an error is where it is in the file.
      const script = new Script(`${head}${text}\n})`, { filename, columnOffset: -head.length });
      compiled = { text, head, script };
      known.set(filename, compiled);
    }
    return compiled.script.runInContext(parsingContext) as ReturnType<CompileFunction>;
  };
}
