/** What the catalogue knows of one endpoint. */
import type { Basis, Endpoint } from '../model';
import type { Place } from './place';

/**
 * How the published rule groups the objects that a read touches: content such as issues and pages, people and access,
 * and everything that no group names. Source: Jira rate limiting, "How points work", read 2026-11-22.
 */
export const objectKinds = ['core', 'identity', 'other'] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Points for each object of a read. Source as above. */
export const pointsPerObject: Readonly<Record<ObjectKind, number>> = { core: 1, identity: 2, other: 1 };

export const costRules = [
  /** 1 + objects, shown in a published example or measured: nothing is open but the number of objects. */
  'confirmed',
  /** 1 + objects as published, never measured here. Half of the endpoints measured so far cost a flat 1, so low is 1. */
  'published',
  /** Measured at a flat 1, against the published rule, which stays as the upper bound. */
  'flat',
  /** Measured as the objects alone; whether the base point was in it could not be seen. */
  'objectsOnly',
  /** 1 and nothing more. */
  'write',
  /** One write that carries many objects: 1 by the rule, 1 for each by another reading of the published example. */
  'bulkWrite',
  /**
   * A POST that only reads: likely 1 + objects, like the only one that was ever measured (search/jql). Low is 1, as the rule has it for
   * every POST.
   */
  'readByPost',
] as const;
export type CostRule = (typeof costRules)[number];

/**
 * Where an answer holds the objects: `body` is one object itself, else a {@link Place}. `none`: the answer holds no counted object.
 * `unseen`: the call touches objects that its answer does not list.
 */
export type ObjectsAt = 'none' | 'unseen' | 'body' | Place;

/** Objects a page; `null` where nothing says. */
export interface PageSize {
  defaultObjects: number | null;
  maxObjects: number | null;
  /** The published source that says these figures; `null`: remembered from the reference, compared with nothing. */
  comparedWith: string | null;
}

/**
 * Where a call says which objects it is about. A call whose body said it is kept with `?maxResults=` of that number behind its path, as
 * if it had asked for so many by its query: ids themselves go no further.
 */
export interface Asks {
  /** A place in the request's body that lists ids (`issueIds[]`), a number there (`maxResults`), or a repeated parameter (`?accountId`). */
  at: string;
  /** Objects that each of the ids is expected to bring; 1 if left out. */
  objectsEach?: number;
  /** What is asked for is what is looked at, whatever of it the answer shows. */
  isAll?: boolean;
}

export interface CatalogueEntry extends Endpoint {
  objectKind: ObjectKind;
  objectsAt: ObjectsAt;
  rule: CostRule;
  basis: Basis;
  /** Where the price comes from. */
  source: string;
  /** Who measured it, and by how many calls, as far as they said; `null` where nobody did. */
  measured: { by: string; calls: number | null } | null;
  /** Atlassian's own page for this part of the API. */
  reference: string;
  /** The published source that method, path and the answer's shape were compared with; `null`: compared with nothing. */
  comparedWith: string | null;
  /** Day on which the price's source was read and the comparison made, `YYYY-MM-DD`. */
  readOn: string;
  /** `null`: the answer comes in one piece, or is a single object. */
  page: PageSize | null;
  /** Where the call itself says how many objects it is about; `null`: nowhere but in a page size of its query. */
  asks: Asks | null;
}
