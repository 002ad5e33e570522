/** What a call asked for, told by the names of its parameters: never by their values. */

/**
 * Parameters that decide what an answer holds, and so what it may cost. Only names of this list are kept: any other may hold
 * anything, a person's name included. Pages and sizes are none: they do not make another kind of call.
 */
const knownNames = new Map(
  `
  accountId action additive attachment body-format boardId cql depth description description-format draft emailAddress expand failFast fields
  fieldsByKeys filter get-draft get-drafts groupId groupName groupname id ids include include-children include-collaborators
  include-direct-children include-favorited-by-current-user-status include-labels include-likes include-operations
  include-properties include-public-links include-restrictions include-version include-versions includeActive includeInactive jql key keys
  labels name orderBy overrideEditableFlag overrideScreenSecurity owner parent-id permissions prefix projectId projectIdOrKey
  projectKey projectKeys properties propertyKeys purge query reconcileIssues returnIssue sort space-id space-key spaceKey state status
  statusCategory subtype title type typeKey updateHistory username validate validateQuery version
  `
    .trim()
    .split(/\s+/)
    .map((name) => [name, name]),
);

/** Names of one call: nobody sends more. */
const mostNames = 8;
/** Longer queries are cut here: what follows is a value, or more names than are kept. */
const longestQuery = 8_000;

/** Stands for names that are not known. */
const otherNames = '+';
/** The kind of the kinds that a bounded account has no room for. */
export const manyKinds = '*';

/**
 * The names of the parameters in order, each once, as `expand,fields`; `+` for further ones that are not known. `undefined`
 * where there is none, or where only the page or its size was asked for.
 */
export function kindOf(path: string): string | undefined {
  const start = path.indexOf('?');
  if (start < 0) return undefined;
  const end = Math.min(path.length, start + longestQuery);
  let first: string | null = null;
  let names: string[] | null = null;
  let isMore = false;
  // One pass without lists of pairs: each call comes here, and few ask for more than one thing.
  for (let from = start + 1; from < end && path.charCodeAt(from - 1) !== hash;) {
    let to = from;
    let nameEnd: number | null = null;
    for (; to < end; to += 1) {
      const code = path.charCodeAt(to);
      if (code === ampersand || code === hash) break;
      if (code === equals) nameEnd ??= to;
    }
    const name = path.slice(from, nameEnd ?? to);
    from = to + 1;
    if (name === '' || pageNames.has(name)) continue;
    // Not the part of the path, which would keep all of it in memory.
    const known = knownNames.get(name);
    if (known === undefined) isMore = true;
    else if (first === null) first = known;
    else if (names === null) names = known === first ? null : [first, known];
    else if (!names.includes(known)) {
      if (names.length < mostNames) names.push(known);
      else isMore = true;
    }
  }
  if (first === null) return isMore ? otherNames : undefined;
  if (names === null && !isMore) return first;
  const all = names ?? [first];
  if (isMore) all.push(otherNames);
  return all.sort().join(',');
}

const ampersand = 0x26;
const equals = 0x3d;
const hash = 0x23;

/** Whether a text can be a kind: nothing else is stored, or read from storage. */
export function isKind(text: string): boolean {
  if (text === manyKinds) return true;
  const names = text.split(',');
  return names.length <= mostNames + 1 && names.every((name) => name === otherNames || knownNames.has(name));
}

const pageNames = new Set([
  'startAt',
  'start',
  'cursor',
  'nextPageToken',
  'maxResults',
  'limit',
  'page',
  'pageSize',
]);
