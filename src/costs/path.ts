/** From a path as called to the segments that the catalogue knows, without host, cloud id, query or fragment. */
import type { Product } from '../model';

export interface CalledPath {
  segments: string[];
  /** The prefix as the catalogue has it and as it was called, where the two differ: Jira answers on several versions. */
  alias: { catalogue: string; called: string } | null;
}

const hostAndScheme = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** Versions of a Jira API that answer alike, by the segments before the version. */
const versions: readonly {
  prefix: readonly [string, string];
  catalogue: string;
  others: readonly string[];
}[] = [
  { prefix: ['rest', 'api'], catalogue: '3', others: ['2', 'latest'] },
  { prefix: ['rest', 'agile'], catalogue: '1.0', others: ['latest'] },
];

export function calledPath(product: Product, path: string): CalledPath {
  const end = path.search(/[?#]/);
  const bare = end < 0 ? path : path.slice(0, end);
  let segments = segmentsOf(bare.startsWith('/') ? bare : bare.replace(hostAndScheme, ''));
  if (segments[0] === 'ex') segments = segments.slice(3);
  else if (segments[0] === 'gateway' && segments[1] === 'api') segments = segments.slice(2);

  if (product === 'confluence' && segments[0] !== 'wiki')
    return { segments: ['wiki', ...segments], alias: null };
  if (product !== 'jira') return { segments, alias: null };
  for (const { prefix, catalogue, others } of versions) {
    const version = segments[2];
    if (segments[0] !== prefix[0] || segments[1] !== prefix[1] || version === undefined) continue;
    if (!others.includes(version)) continue;
    const start = `/${prefix[0]}/${prefix[1]}/`;
    return {
      segments: [prefix[0], prefix[1], catalogue, ...segments.slice(3)],
      alias: { catalogue: start + catalogue, called: start + version },
    };
  }
  return { segments, alias: null };
}

/**
 * What stands between slashes. Each call passes here: of a list that grows, or of a second one without the empty parts, it would
 * feel the cost.
 */
function segmentsOf(bare: string): string[] {
  let count = 0;
  for (let i = 0; i < bare.length; i += 1)
    if (bare.charCodeAt(i) !== slash && (i === 0 || bare.charCodeAt(i - 1) === slash)) count += 1;
  const segments = new Array<string>(count);
  let made = 0;
  for (let from = 0; made < count;) {
    const next = bare.indexOf('/', from);
    const to = next < 0 ? bare.length : next;
    if (to > from) {
      segments[made] = bare.slice(from, to);
      made += 1;
    }
    from = to + 1;
  }
  return segments;
}

const slash = 0x2f;

/** The template in the version that was called. */
export function asCalled(template: string, { alias }: CalledPath): string {
  return alias === null ? template : alias.called + template.slice(alias.catalogue.length);
}
