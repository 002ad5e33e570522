/** A template for a path that no catalogue entry fits. Nothing that could name a person or a thing survives. */
import type { PathNode } from './path-tree';

/** Deeper paths are cut: a template is a key in storage, and nobody's API goes deeper. */
const deepest = 12;

/** Words of the products' APIs that the catalogue itself does not happen to hold. */
const moreWords = `
  activity analytics announcementBanner app archive audit auditing avatars backup banner branches builds classification-levels
  commits configuration custom-templates data-policies deployments devinfo diff events export featureflags features
  history hooks import index invite jobs jql license lookandfeel metadata migration notification operations pipelines
  plans policies pullrequests reactions recent redactions remotelinks reports repositories restore runbackup security settings
  stats status storage tags task tasks teams template templates themes timetracking trash uiModifications versions views
  webhook webhooks workspaces
`;

/** A word of an API: no digit, so that no id passes, and a small letter first, so that no key does. */
const word = /^[a-z][A-Za-z-]*$/;

export function wordsOf(templates: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>(moreWords.match(/\S+/g));
  for (const template of templates) {
    for (const segment of template.split('/')) if (word.test(segment)) words.add(segment);
  }
  return words;
}

/**
 * Follows the tree as far as it goes, so that a segment in the place of a parameter is taken for one even if it looks
 * like a word; beyond that only words of the vocabulary stay.
 */
export function reducePath(root: PathNode, words: ReadonlySet<string>, segments: readonly string[]): string {
  let node: PathNode | null = root;
  let template = '';
  for (const segment of segments.slice(0, deepest)) {
    const fixed: PathNode | undefined = node?.fixed.get(segment);
    if (fixed !== undefined) {
      template += `/${segment}`;
      node = fixed;
    } else if (node?.parameter) {
      template += `/${node.parameter.name}`;
      node = node.parameter.node;
    } else {
      template += words.has(segment) ? `/${segment}` : '/{id}';
      node = null;
    }
  }
  return template === '' ? '/' : template;
}
