// What the admin page loads until its first view stands, counted from the files as they were built.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../scripts/paths.mjs';

const dist = inRoot('static', 'dashboard', 'dist');
export const assets = join(dist, 'assets');

/** As a CDN sends it. @param {string} file */
export const kilobytesOf = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1024;

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** The scripts that a script cannot run without. @param {string} name @param {Set<string>} seen */
function addNeeded(name, seen) {
  if (seen.has(name)) return;
  seen.add(name);
  if (!name.endsWith('.js')) return;
  for (const [, needed = ''] of readFileSync(join(assets, name), 'utf8').matchAll(
    /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
  ))
    addNeeded(needed, seen);
}

/** Names of the files that index.html names, and of those that they need. */
function named() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  /** @type {Set<string>} */
  const seen = new Set();
  for (const [, name = ''] of html.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)) addNeeded(name, seen);
  return [...seen];
}

/** Each language, with the names of its halves. */
export function languagesBuilt() {
  const names = readdirSync(assets);
  return readdirSync(inRoot('static', 'dashboard', 'src', 'text')).flatMap((file) => {
    const language = /^([a-z]{2,3})\.ts$/.exec(file)?.[1];
    if (language === undefined) return [];
    const [first, rest] = ['first', 'rest'].map((half) =>
      names.find((name) => name.startsWith(`${language}-${half}-`)),
    );
    if (first === undefined || rest === undefined)
      throw new Error(`The words of ${language} were built into no halves.`);
    return [{ language, first, rest }];
  });
}

/** Of everything in `assets` that the first view loads in a language. @param {string} language */
export function firstViewFiles(language) {
  const words = languagesBuilt().find((one) => one.language === language);
  if (words === undefined) throw new Error(`There is no language "${language}".`);
  return [...named(), words.first];
}

/** With index.html itself. @param {string} language */
export const firstViewKilobytes = (language) =>
  kilobytesOf(join(dist, 'index.html')) +
  sum(firstViewFiles(language).map((name) => kilobytesOf(join(assets, name))));
