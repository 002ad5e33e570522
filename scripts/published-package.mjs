import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * Whose versions the package's user chooses, and which only some of the entries need. As far back as the example was run with them in
 * the local Forge: `@forge/api` 6.1.1, 6.2.0, 6.4.3, 7.2.2 and 8.3.0 (2026-11). `@forge/kvs` 2 is allowed and untested.
 */
const peers = {
  '@forge/api': '^6.1.1 || ^7.0.0 || ^8.0.0',
  '@forge/events': '^2.0.0 || ^3.0.0',
  '@forge/kvs': '^1.6.0 || ^2.0.0',
  '@forge/resolver': '^1.7.0 || ^2.0.0',
};

/**
 * The package as it is published: the project's, without what only the Forge app needs. The project itself is private and
 * depends on Forge's packages, which a browser or a command line must not have to install.
 */
export function publishedPackage() {
  const project = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { name, version, description, license, engines, main, types, exports, bin } = project;
  const { libsql, pg, '@electric-sql/pglite': pglite } = project.devDependencies;
  // Each of one entry or command, which names it where it is missing.
  const wanted = {
    ...{ ...peers, libsql: `^${libsql}`, '@electric-sql/pglite': `^${pglite}`, pg: `^${pg}` },
    // As far as it runs on every Node that this package runs on.
    ...{ '@opentelemetry/api': '^1.9.0', '@opentelemetry/otlp-transformer': '>=0.208.0 <0.300.0' },
  };
  const published = {
    ...{ name, version, description, license, type: 'commonjs', engines, main, types, exports, bin },
    peerDependencies: wanted,
    peerDependenciesMeta: Object.fromEntries(Object.keys(wanted).map((one) => [one, { optional: true }])),
  };
  return `${JSON.stringify(published, null, 2).replaceAll(/"(\.\/)?dist\//g, '"$1')}\n`;
}

const apart = `This is the README of the project that the package is made of. The package has the library, the command and the pages; the files
that are named below and are not in it, such as those under docs, and what \`npm start\` and \`npm run\` do, are in the project.
`;

/**
 * The project's README for the package: a link to a file that the package does not have leads nowhere, so the file is named instead.
 * @param {(path: string) => boolean} isPublished
 */
export function publishedReadme(isPublished) {
  const [title = '', ...rest] = readFileSync(inRoot('README.md'), 'utf8').split('\n\n');
  /** @param {string} target */
  const fileOf = (target) => target.replace(/#.*/, '');
  /** @param {string} target */
  const leads = (target) => /^(https?:|#)/.test(target) || isPublished(fileOf(target));
  const text = rest
    .filter((part) => !/^!\[/.test(part))
    .join('\n\n')
    .replaceAll(/\[([^\]]*)\]\(([^)\s]+)\)/g, (link, words, target) => {
      const file = fileOf(target);
      return leads(target) ? link : words === file ? file : `${words} (${file})`;
    });
  return [title, apart.trimEnd(), text].join('\n\n');
}
