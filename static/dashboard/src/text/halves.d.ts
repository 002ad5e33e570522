/**
 * The halves into which the build cuts a language's file, see `first-words.ts`. Each exports the language under its own name, as the file
 * does. That a half has not all of its type is held by tests: no type could tell which page is open.
 */
declare module '*?first' {
  export const en: import('./en').Messages;
  export const de: import('./en').Messages;
  export const fr: import('./en').Messages;
}

declare module '*?rest' {
  export const en: import('./en').Messages;
  export const de: import('./en').Messages;
  export const fr: import('./en').Messages;
}
