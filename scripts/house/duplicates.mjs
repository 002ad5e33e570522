/** Lines that say nothing by themselves: blank ones, comments, imports, lone punctuation. */
const silent = /^$|^\/\/|^\/?\*|^import\b|^[^\w]*$|^\} from /;
/** What stands in more places is a form that the language wants, and no copy. */
const mostPlaces = 8;

/**
 * Places that share so many lines and more, white space aside.
 * @param {ReadonlyMap<string, string>} texts by name
 * @param {number} least lines
 * @returns {{ lines: number, places: [string, string] }[]} most lines first
 */
export function duplicatesIn(texts, least) {
  /** @type {{ name: string, lines: { text: string, number: number }[] }[]} */
  const files = [...texts].map(([name, text]) => ({
    name,
    lines: text
      .split('\n')
      .map((line, index) => ({ text: line.replaceAll(/\s+/g, ' ').trim(), number: index + 1 }))
      .filter((line) => !silent.test(line.text)),
  }));
  /** @type {Map<string, [file: number, at: number][]>} */
  const places = new Map();
  for (const [file, { lines }] of files.entries())
    for (let at = 0; at + least <= lines.length; at += 1) {
      const key = lines
        .slice(at, at + least)
        .map(({ text }) => text)
        .join('\n');
      const known = places.get(key);
      if (known === undefined) places.set(key, [[file, at]]);
      else known.push([file, at]);
    }
  /** The beginnings of runs: pairs whose lines before are not the same, too. @type {Map<string, number>} */
  const pairs = new Map();
  for (const found of places.values()) {
    if (found.length > mostPlaces) continue;
    for (const [index, [a, from]] of found.entries())
      for (const [b, to] of found.slice(index + 1)) pairs.set(`${a} ${from} ${b} ${to}`, least);
  }
  /** @param {number} file @param {number} at */
  const place = (file, at) => `${files[file]?.name ?? ''}:${files[file]?.lines[at]?.number ?? 0}`;
  const runs = [];
  for (const pair of pairs.keys()) {
    const [a = 0, from = 0, b = 0, to = 0] = pair.split(' ').map(Number);
    if (pairs.has(`${a} ${from - 1} ${b} ${to - 1}`)) continue;
    let more = 0;
    while (pairs.has(`${a} ${from + more + 1} ${b} ${to + more + 1}`)) more += 1;
    /** @type {[string, string]} */
    const both = [place(a, from), place(b, to)];
    runs.push({ lines: least + more, places: both });
  }
  return runs.sort((x, y) => y.lines - x.lines);
}
