/** All labels that issues of the site have. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { texts } from '../untrusted';

/** What the seed gives to issues. */
const seeded = ['customer'];

function labels(call: Call): Reply {
  const all = new Set(seeded);
  const { issues } = call.site;
  for (const [id, { fields }] of issues.written())
    if (fields.has('labels') && issues.find(id) !== null)
      for (const label of texts(fields.get('labels'))) all.add(label);
  const page = pageOf(call.query, [...all].sort(), 1_000, 1_000);
  return reply(200, page, { core: page.values.length });
}

export const labelEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/label', handle: labels },
];
