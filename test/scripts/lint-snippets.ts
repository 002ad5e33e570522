/** What each rule is for, as small as it can be: the name of a rule, and code that breaks it. */
export const brokenTypeScript: Readonly<Record<string, string>> = {
  'no-array-constructor': 'export const a = new Array(1, 2);',
  'no-useless-constructor': 'export class A { b = 1; constructor() {} }',
  'prefer-rest-params': 'export function f() { return arguments; }',
  'prefer-spread': 'export const f = (a: (...b: number[]) => number, b: number[]) => a.apply(undefined, b);',
  'typescript/no-duplicate-enum-values': 'export enum A { B = 1, C = 1 }',
  'typescript/no-extra-non-null-assertion': 'export const f = (a: { b?: string }) => a.b!!.length;',
  'typescript/no-misused-new': 'export interface A { new (): A }',
  'typescript/no-non-null-asserted-nullish-coalescing':
    'export const f = (a: { b: string | null }) => a.b! ?? 1;',
  'typescript/no-non-null-asserted-optional-chain': 'export const f = (a?: { b?: string }) => a?.b!;',
  'typescript/no-this-alias': 'export function f(this: { b: number }) { const self = this; return self; }',
  'typescript/no-unsafe-declaration-merging': 'export interface A { b: number } export class A {}',
  'typescript/no-wrapper-object-types': 'export const f = (a: String) => a;',
  'typescript/prefer-as-const': "export const a = { b: 'c' as 'c' };",
  'typescript/prefer-literal-enum-member': "const a = 'b'; export enum A { B = a.length }",
  'typescript/prefer-namespace-keyword': 'export declare module A { const b: number; }',
  'typescript/triple-slash-reference': '/// <reference path="./a" />\nexport const b = 5;',
  'no-empty': 'export function f(a: boolean) { if (a) { } }',
  'no-fallthrough':
    'export function f(a: number) { switch (a) { case 1: console.log(a); case 2: return 2; default: return 3; } }',
  'no-restricted-exports': 'export default 5;',
  'no-unused-expressions': 'export function f(a: number) { a + 1; }',
  'no-unused-vars': 'const a = 5; export {};',
  'no-useless-assignment': 'export function f() { let a = 1; console.log(a); a = 2; }',
  'no-var': 'export var a = 5;',
  'prefer-const': 'let a = 5; export { a };',
  'preserve-caught-error':
    "export function f(g: () => number) { try { return g(); } catch (error) { console.log(error); throw new Error('x'); } }",
  'typescript/await-thenable': 'export async function f() { await 5; }',
  'typescript/ban-ts-comment': '// @ts-ignore\nexport const a: string = 5;',
  'typescript/no-array-delete': 'export function f(a: number[]) { delete a[0]; }',
  'typescript/no-base-to-string': 'export const f = (a: { b: number }) => String(a);',
  'typescript/no-confusing-void-expression': 'export const f = (a: () => void) => a();',
  'typescript/no-deprecated':
    '/** @deprecated use another */ function old() { return 1; } export const a = old();',
  'typescript/no-duplicate-type-constituents': 'export type A = string | string;',
  'typescript/no-dynamic-delete': 'export function f(a: Record<string, number>, b: string) { delete a[b]; }',
  'typescript/no-empty-object-type': 'export const f = (a: {}) => a;',
  'typescript/no-explicit-any': 'export const f = (a: any) => typeof a;',
  'typescript/no-extraneous-class': 'export class A { static b() { return 1; } }',
  'typescript/no-floating-promises': 'export function f(a: () => Promise<void>) { a(); }',
  'typescript/no-for-in-array': 'export function f(a: string[]) { for (const b in a) console.log(b); }',
  'typescript/no-generated-empty-object-type': "export type A = Omit<{ b: number }, 'b'>;",
  'typescript/no-implied-eval': "setTimeout('f()', 1); export {};",
  'typescript/no-invalid-void-type': 'export const f = (a: void | string) => a;',
  'typescript/no-meaningless-void-operator': 'export function f(a: () => void) { void a(); }',
  'typescript/no-misused-promises': 'export const f = (a: Promise<boolean>) => (a ? 1 : 2);',
  'typescript/no-misused-spread': 'export const f = (a: Promise<number>) => ({ ...a });',
  'typescript/no-mixed-enums': "export enum A { B = 1, C = 'c' }",
  'typescript/no-namespace': 'export namespace A { export const b = 5; }',
  'typescript/no-non-null-assertion': 'export const f = (a: { b?: string }) => a.b!.length;',
  'typescript/no-redundant-type-constituents': 'export type A = string | unknown;',
  'typescript/no-require-imports': "import fs = require('node:fs'); export const a = fs;",
  'typescript/no-unnecessary-boolean-literal-compare': 'export const f = (a: boolean) => a === true;',
  'typescript/no-unnecessary-condition': 'export const f = (a: { b: number }) => a?.b;',
  'typescript/no-unnecessary-template-expression': "export const a = `${'b'} c`;",
  'typescript/no-unnecessary-type-arguments':
    'function f<T = number>(a: T[] = []) { return a; } export const b = f<number>();',
  'typescript/no-unnecessary-type-assertion': 'export const f = (a: string) => a as string;',
  'typescript/no-unnecessary-type-constraint': 'export const f = <T extends unknown>(a: T) => [a, a];',
  'typescript/no-unnecessary-type-conversion': 'export const f = (a: string) => String(a);',
  'typescript/no-unnecessary-type-parameters': 'export function f<T>(a: T): void { console.log(a); }',
  'typescript/no-unsafe-argument': 'export function f(a: any, b: (c: string) => void) { b(a); }',
  'typescript/no-unsafe-assignment': 'export function f(a: any) { const b = a; return typeof b; }',
  'typescript/no-unsafe-call': 'export function f(a: any) { a(); }',
  'typescript/no-unsafe-enum-assignment':
    'enum A { B, C } export const f = (): A => 1; export const a = A.B;',
  'typescript/no-unsafe-enum-comparison': 'enum A { B, C } export const f = (a: A) => a === 1;',
  'typescript/no-unsafe-function-type': 'export const f = (a: Function) => a.length;',
  'typescript/no-unsafe-member-access': 'export function f(a: any) { return typeof a.b; }',
  'typescript/no-unsafe-return': 'export function f(a: any) { return a; }',
  'typescript/no-unsafe-unary-minus': 'export const f = (a: string) => -a;',
  'typescript/no-useless-default-assignment': 'export const f = ({ a = 1 }: { a: number }) => a;',
  'typescript/only-throw-error': "export function f() { throw 'a'; }",
  'typescript/prefer-promise-reject-errors': "export const f = () => Promise.reject('a');",
  'typescript/prefer-reduce-type-parameter':
    'export const f = (a: number[]) => a.reduce((b, c) => b.concat(c), [] as number[]);',
  'typescript/prefer-return-this-type':
    'export class A { private b = 1; c(): A { this.b += 1; return this; } }',
  'typescript/related-getter-setter-pairs': 'export interface A { get b(): string; set b(c: number); }',
  'typescript/require-await': 'export async function f() { return 1; }',
  'typescript/restrict-plus-operands': 'export const f = (a: number, b: string) => a + b;',
  'typescript/restrict-template-expressions': 'export const f = (a: { b: number }) => `${a} c`;',
  'typescript/return-await':
    'export async function f(a: Promise<number>) { try { return a; } catch { return await Promise.resolve(1); } }',
  'typescript/switch-exhaustiveness-check':
    "export function f(a: 'b' | 'c') { switch (a) { case 'b': console.log(a); } }",
  'typescript/unbound-method':
    'class A { private b = 1; c() { return this.b; } } const a = new A(); export const d = a.c;',
  'typescript/unified-signatures': 'export interface A { b(c: number): void; b(c: string): void; }',
  'typescript/use-unknown-in-catch-callback-variable':
    'export const f = (a: Promise<number>) => a.catch((error) => { console.log(error); });',
};

/** Rules of React, in the page alone. */
export const brokenPage: Readonly<Record<string, string>> = {
  'react/exhaustive-deps':
    "import { useEffect } from 'react'; export function A({ b }: { b: string }) { useEffect(() => { console.log(b); }, []); return null; }",
  'react/refs':
    "import { useRef } from 'react'; export function A() { const b = useRef(1); return <p>{b.current}</p>; }",
  'react/rules-of-hooks':
    "import { useId } from 'react'; export function A({ b }: { b: boolean }) { if (b) return <p>{useId()}</p>; return null; }",
  'react/set-state-in-effect':
    "import { useEffect, useState } from 'react'; export function A() { const [b, set] = useState(1); useEffect(() => { set(2); }, []); return <p>{b}</p>; }",
  'react/set-state-in-render':
    "import { useState } from 'react'; export function A() { const [b, set] = useState(1); set(b + 1); return <p>{b}</p>; }",
  'react/static-components': 'export function A() { const B = () => <p>b</p>; return <B />; }',
};
