/** Finds the issues that a query asks for, as far as the caller may see them. */
import type { Call } from '../exchange';
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import { projectsOf } from './jql/narrow';
import type { ReadJql } from './jql/read';

type Query = Extract<ReadJql, { kind: 'read' }>;

/** Where a page begins: at an issue, while they come as they are, or after so many of those that were put in order. */
export type Position =
  { kind: 'issue'; projectIndex: number; number: number } | { kind: 'offset'; offset: number };

export interface Found {
  refs: IssueRef[];
  /** `null` where these are the last. */
  next: Position | null;
}

/** Newest first within each project. */
function* candidates(call: Call, query: Query, from: Position): Generator<IssueRef> {
  const { site, viewer } = call;
  const seesRestricted = site.seesRestricted(viewer);
  const start = from.kind === 'issue' ? from : null;
  for (const project of projectsOf(query.query.where, site.projects)) {
    if (project.restricted && !seesRestricted) continue;
    if (start !== null && project.index < start.projectIndex) continue;
    const last = site.issues.last(project);
    const first =
      start !== null && project.index === start.projectIndex ? Math.min(last, start.number) : last;
    for (let number = first; number >= 1; number -= 1) {
      const ref = site.issues.ref(project, number);
      if ((ref.restricted && !seesRestricted) || site.issues.editsOf(ref)?.deleted === true) continue;
      if (query.matches(new IssueState(site, ref))) yield ref;
    }
  }
}

/** All that the query finds, in its order. */
export function allFound(call: Call, query: Query): IssueRef[] {
  const refs = [...candidates(call, query, { kind: 'offset', offset: 0 })];
  const { compare } = query;
  if (compare === null) return refs;
  return refs
    .map((ref) => new IssueState(call.site, ref))
    .sort(compare)
    .map(({ ref }) => ref);
}

/** One page. Without an order only as many are looked up as are asked for, and one more, to know whether a page follows. */
export function findPage(call: Call, query: Query, from: Position, most: number): Found {
  if (query.compare !== null || from.kind === 'offset') {
    const offset = from.kind === 'offset' ? from.offset : 0;
    const all = allFound(call, query);
    const refs = all.slice(offset, offset + most);
    const end = offset + refs.length;
    return { refs, next: end < all.length && most > 0 ? { kind: 'offset', offset: end } : null };
  }
  const refs: IssueRef[] = [];
  for (const ref of candidates(call, query, from)) {
    if (refs.length === most) {
      return { refs, next: { kind: 'issue', projectIndex: ref.project.index, number: ref.number } };
    }
    refs.push(ref);
  }
  return { refs, next: null };
}

export const fromTheStart: Position = { kind: 'issue', projectIndex: 0, number: Number.MAX_SAFE_INTEGER };

export function writeToken(position: Position): string {
  const text =
    position.kind === 'offset' ? `o:${position.offset}` : `${position.projectIndex}:${position.number}`;
  return Buffer.from(text).toString('base64url');
}

/** @returns `null` for what is no token of ours */
export function readToken(token: string): Position | null {
  const found = /^(o|\d{1,9}):(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString());
  if (found === null) return null;
  const number = Number(found[2]);
  return found[1] === 'o'
    ? { kind: 'offset', offset: number }
    : { kind: 'issue', projectIndex: Number(found[1]), number };
}
