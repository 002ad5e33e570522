/** A page of the App logs API, as Atlassian documents it. Unknown fields are passed over; a changed shape is said. */
import * as v from 'valibot';
import { readLine } from '../../src/fleet-line/read-line';

/** A line that an app printed on one of its sites. */
export interface SiteLog {
  atMs: number;
  /** The site's id, and the product that the app is installed in there, of the ARI that the platform adds. */
  siteId: string;
  product: string;
  appVersion: string | null;
  /** As Atlassian names it, for example `Standard`; `null` where the platform does not say. */
  edition: string | null;
  licence: string | null;
  message: string;
}

export type LogPage =
  { kind: 'page'; logs: SiteLog[]; cursor: string | null } | { kind: 'changed'; what: string };

const attribute = v.object({ key: v.string(), value: v.object({ stringValue: v.optional(v.string()) }) });
const entry = v.object({
  timeUnixNano: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{13,19}$/)),
  body: v.object({ stringValue: v.string() }),
  attributes: v.array(attribute),
});
const page = v.object({ appLogs: v.array(entry), cursor: v.nullish(v.string()) });

const siteAri = /^ari:cloud:([a-z-]+)::site\/([\w-]{1,64})$/;

export function readLogPage(body: unknown): LogPage {
  const read = v.safeParse(page, body);
  if (!read.success) {
    const [issue] = read.issues;
    return { kind: 'changed', what: `${v.getDotPath(issue) ?? 'the answer'}: ${issue.message}` };
  }
  const logs: SiteLog[] = [];
  for (const one of read.output.appLogs) {
    const of = new Map(one.attributes.map(({ key, value }) => [key, value.stringValue ?? null]));
    const context = of.get('installationContext') ?? null;
    const [, product, siteId] = siteAri.exec(context ?? '') ?? [];
    // An app has other places than sites, too, and any text may speak of the gauge, as a trace of an error does.
    if (siteId === undefined && readLine(one.body.stringValue).kind === 'other') continue;
    if (context === null)
      return { kind: 'changed', what: 'an entry without the attribute installationContext' };
    if (product === undefined || siteId === undefined)
      return {
        kind: 'changed',
        what: `an installationContext of another form than ari:cloud:{product}::site/{id}`,
      };
    logs.push({
      atMs: Number(one.timeUnixNano.slice(0, -6)),
      ...{ siteId, product, message: one.body.stringValue },
      appVersion: of.get('appVersion') ?? null,
      edition: of.get('edition') ?? null,
      licence: of.get('licenseState') ?? null,
    });
  }
  return { kind: 'page', logs, cursor: read.output.cursor ?? null };
}
