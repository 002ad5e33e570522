import vm from 'node:vm';
import { compiledOnce } from './compiled-once';

let compiledTexts: string[];

class Script extends vm.Script {
  constructor(text: string, options: vm.ScriptOptions) {
    super(text, options);
    compiledTexts.push(text);
  }
}

const compile = compiledOnce({ compileFunction: vm.compileFunction, Script });
const [first, second] = [vm.createContext(), vm.createContext()];

function load(text: string, parsingContext: vm.Context): unknown {
  const module = { exports: {} as unknown };
  const filename = '/somewhere/module.js';
  (compile(text, ['module'], { filename, parsingContext }) as (of: typeof module) => void)(module);
  return module.exports;
}

beforeEach(() => {
  compiledTexts = [];
});

test('a file is compiled once, and runs anew in each context', () => {
  const text = 'module.exports = globalThis;';
  expect([load(text, first), load(text, second), load(text, first)]).toEqual([first, second, first]);
  expect(load(text, first)).not.toBe(load(text, second));
  expect(compiledTexts).toHaveLength(1);
});

test('what was written to the file since is compiled', () => {
  expect(['1', '2', '1'].map((value) => load(`module.exports = ${value};`, first))).toEqual([1, 2, 1]);
  expect(compiledTexts).toHaveLength(3);
});

test('an error is where it is in the file, on its first line and after', () => {
  const places = ['throw new Error();', '\n  throw new Error();'].map((text) => {
    try {
      return load(text, first);
    } catch (error) {
      return /module\.js:[\d:]+/.exec((error as Error).stack ?? '')?.[0];
    }
  });
  expect(places).toEqual(['module.js:1:7', 'module.js:2:9']);
});

test('a last line that is a comment hides nothing', () => {
  expect(load('module.exports = 3; // three', first)).toBe(3);
});
