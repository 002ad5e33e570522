/** Issues of a board, a sprint or an epic: by rank, paged by startAt, narrowed by JQL where it is given. */
import { reply, type Call, type Reply } from '../../exchange';
import { commaList, text, wholeNumber } from '../../untrusted';
import { IssueState } from '../../world/issue-state';
import type { Project } from '../../world/projects';
import { chooseFields, issueJson } from '../issue-json';
import { readJql } from '../jql/read';
import { refusedQuery } from '../search';
import { rankOf } from './rank';

function* states(call: Call, projects: readonly Project[]): Generator<IssueState> {
  const { site, viewer } = call;
  const seesRestricted = site.seesRestricted(viewer);
  for (const project of projects) {
    for (let number = 1; number <= site.issues.last(project); number += 1) {
      const ref = site.issues.ref(project, number);
      if ((ref.restricted && !seesRestricted) || site.issues.editsOf(ref)?.deleted === true) continue;
      yield new IssueState(site, ref);
    }
  }
}

export function issuePage(
  call: Call,
  projects: readonly Project[],
  belongs: (state: IssueState) => boolean,
): Reply {
  const { query, site } = call;
  const read = readJql(call, text(query.get('jql')) ?? '');
  if (read.kind === 'refused') return refusedQuery(read.messages);
  const found = [...states(call, projects)].filter((state) => belongs(state) && read.matches(state));
  found.sort(read.compare ?? ((a, b) => rankOf(site, a.ref) - rankOf(site, b.ref)));
  const startAt = wholeNumber(query, 'startAt', 0, 1_000_000_000);
  const maxResults = wholeNumber(query, 'maxResults', 50, 100);
  const choice = chooseFields(commaList(query, 'fields'), '*navigable');
  const issues = found.slice(startAt, startAt + maxResults).map(({ ref }) => issueJson(call, ref, choice));
  const body = { expand: 'schema,names', startAt, maxResults, total: found.length, issues };
  return reply(200, body, { core: issues.length });
}
