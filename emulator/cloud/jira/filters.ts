/** Filters: queries that people keep. Everybody sees everybody's. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { record, text } from '../untrusted';
import { mostOfAKind, type Filter } from '../world/jira-store';
import { authorIndexOf } from './fields/apply';
import { readJql } from './jql/read';
import { apiBase, authorJson, type View } from './shapes';

function filterJson(view: View, filter: Filter): Record<string, unknown> {
  const { id, name, description, jql, ownerIndex, favourite } = filter;
  const self = `${apiBase(view)}/filter/${id}`;
  return {
    self,
    id,
    name,
    description,
    owner: authorJson(view, ownerIndex),
    jql,
    viewUrl: `${view.baseUrl}/issues/?filter=${id}`,
    searchUrl: `${apiBase(view)}/search/jql?jql=${encodeURIComponent(jql)}`,
    favourite,
    favouritedCount: Number(favourite),
    sharePermissions: filter.sharePermissions ?? [],
    editPermissions: [],
    subscriptions: { size: 0, items: [], 'max-results': 0, 'start-index': 0, 'end-index': 0 },
  };
}

type ReadFilter = Pick<Filter, 'name' | 'description' | 'jql' | 'favourite'> | Reply;

function readFilter(call: Call, old: Filter | null): ReadFilter {
  const body = record(call.body);
  const name = text(body.name) ?? old?.name ?? null;
  if (name === null) return jiraError(400, '', { filterName: 'You must specify a name for this filter.' });
  const jql = typeof body.jql === 'string' ? body.jql : (old?.jql ?? '');
  const read = readJql(call, jql);
  if (read.kind === 'refused') return jiraError(400, read.messages.join(' '));
  const favourite = typeof body.favourite === 'boolean' ? body.favourite : (old?.favourite ?? false);
  return { name, description: text(body.description) ?? old?.description ?? '', jql, favourite };
}

function create(call: Call): Reply {
  const read = readFilter(call, null);
  if ('status' in read) return read;
  const { filters } = call.site.jira;
  if (filters.size >= mostOfAKind) return jiraError(400, 'There are too many filters.');
  const filter = { ...read, id: String(call.site.jira.nextId()), ownerIndex: authorIndexOf(call.viewer) };
  filters.set(filter.id, filter);
  return reply(200, filterJson(call, filter), { core: 1 });
}

export function withFilter(call: Call, then: (filter: Filter) => Reply): Reply {
  const id = call.params[0] ?? '';
  const found = call.site.jira.filters.get(id);
  if (found !== undefined) return then(found);
  return jiraError(
    400,
    `The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.`,
  );
}

function update(call: Call): Reply {
  return withFilter(call, (old) => {
    const read = readFilter(call, old);
    if ('status' in read) return read;
    const next = { ...old, ...read };
    call.site.jira.filters.set(old.id, next);
    return reply(200, filterJson(call, next), { core: 1 });
  });
}

function remove(call: Call): Reply {
  return withFilter(call, ({ id }) => {
    call.site.jira.filters.delete(id);
    return reply(204, null, { core: 1 });
  });
}

function listed(call: Call, keep: (filter: Filter) => boolean): Reply {
  const shown = [...call.site.jira.filters.values()].filter(keep).map((filter) => filterJson(call, filter));
  return reply(200, shown, { core: shown.length });
}

function search(call: Call): Reply {
  const part = (call.query.get('filterName') ?? '').toLowerCase();
  const all = [...call.site.jira.filters.values()].filter(({ name }) => name.toLowerCase().includes(part));
  const page = pageOf(call.query, all, 100);
  const values = page.values.map((filter) => filterJson(call, filter));
  return reply(200, { self: `${apiBase(call)}/filter/search`, ...page, values }, { core: values.length });
}

function favour(call: Call, favourite: boolean): Reply {
  return withFilter(call, (old) => {
    const next = { ...old, favourite };
    call.site.jira.filters.set(old.id, next);
    return reply(200, filterJson(call, next), { core: 1 });
  });
}

const product = 'jira';
const one = '/rest/api/3/filter/{}';

export const filterEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: '/rest/api/3/filter', handle: create },
  { product, method: 'GET', template: '/rest/api/3/filter/search', handle: search },
  {
    ...{ product, method: 'GET', template: '/rest/api/3/filter/my' },
    handle: (call) => listed(call, ({ ownerIndex }) => ownerIndex === authorIndexOf(call.viewer)),
  },
  {
    ...{ product, method: 'GET', template: '/rest/api/3/filter/favourite' },
    handle: (call) => listed(call, ({ favourite }) => favourite),
  },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) => withFilter(call, (filter) => reply(200, filterJson(call, filter), { core: 1 })),
  },
  { product, method: 'PUT', template: one, handle: update },
  { product, method: 'DELETE', template: one, handle: remove },
  { product, method: 'PUT', template: `${one}/favourite`, handle: (call) => favour(call, true) },
  { product, method: 'DELETE', template: `${one}/favourite`, handle: (call) => favour(call, false) },
];
