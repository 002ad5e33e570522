/** Calls that could have done more at once: a creation that brings fields along, a read that brings what was read apart. */
import type { Flow } from '../routes/route-flows';
import { claimOf, type Claim } from './combined-savings';

const creation = 'POST /rest/api/3/issue';
const issue = '/rest/api/3/issue/{issueIdOrKey}';
/** What a creation could have brought along. */
const completesCreation = new Set([issue, `${issue}/properties/{propertyKey}`]);

const page = '/wiki/api/v2/pages/{id}';
const post = '/wiki/api/v2/blogposts/{id}';
/**
 * Reads of a part, by the read that brings it where `expand`, `fields`, `properties` or an `include-…` asks for it. Source: the references
 * of these reads, 2026-11.
 */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  [issue]: ['changelog', 'transitions', 'editmeta', 'comment', 'worklog', 'properties/{propertyKey}'],
  [page]: ['labels', 'properties', 'operations', 'versions', 'likes/count'],
  [post]: ['labels', 'properties', 'operations', 'versions', 'likes/count'],
};
const wholeOfPart: ReadonlyMap<string, string> = new Map(
  Object.entries(partsOf).flatMap(([whole, parts]) =>
    parts.map((part) => [`${whole}/${part}`, whole] as const),
  ),
);

const workOf = ({ route, trigger }: Flow, call: string): string => `${route} ${trigger} ${call}`;
const wholeCalls = new Set([creation, ...Object.keys(partsOf).map((template) => `GET ${template}`)]);

/** How many such calls were made, by each route for each reason. */
export function wholeCallsOf(flows: readonly Flow[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const flow of flows) {
    const call = `${flow.method} ${flow.template}`;
    if (wholeCalls.has(call))
      found.set(workOf(flow, call), (found.get(workOf(flow, call)) ?? 0) + flow.requests);
  }
  return found;
}

interface Context {
  wholeCalls: ReadonlyMap<string, number>;
}

/** At most one for each whole call of the same work. */
function foldable(flow: Flow, whole: string, context: Context): number {
  return Math.min(flow.requests, context.wholeCalls.get(workOf(flow, whole)) ?? 0);
}

function claim(
  kind: 'createWhole' | 'expand',
  flows: readonly Flow[],
  count: (flow: Flow) => number,
  saves: (flow: Flow) => number,
): Claim | null {
  const some = flows.filter((flow) => count(flow) > 0);
  const found = claimOf(kind, some, saves);
  const calls = some.reduce((all, flow) => all + count(flow), 0);
  return found === null ? null : { ...found, advice: { ...found.advice, calls } };
}

export function createWhole(charged: readonly Flow[], context: Context): Claim | null {
  const writes = charged.filter(
    ({ method, template }) => method === 'PUT' && completesCreation.has(template),
  );
  const could = (flow: Flow): number => foldable(flow, creation, context);
  return claim('createWhole', writes, could, (flow) => (flow.worth.likely * could(flow)) / flow.requests);
}

/** A point for each call that is no longer made: the objects may be charged all the same. */
export function expand(reads: readonly Flow[], context: Context): Claim | null {
  const parts = reads.filter(({ method, template }) => method === 'GET' && wholeOfPart.has(template));
  const could = (flow: Flow): number =>
    foldable(flow, `GET ${wholeOfPart.get(flow.template) ?? ''}`, context);
  return claim('expand', parts, could, (flow) => Math.min(could(flow), flow.worth.likely));
}
