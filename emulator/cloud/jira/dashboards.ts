/** Dashboards: the one that every site has, and those that callers make. What stands on them is not emulated. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { list, record, text } from '../untrusted';
import { mostOfAKind, type Dashboard } from '../world/jira-store';
import { authorIndexOf } from './fields/apply';
import { apiBase, authorJson, type View } from './shapes';

const given: Dashboard = {
  ...{ id: '10000', name: 'Default dashboard', description: '', owner: 'system' },
  ...{ sharePermissions: [{ id: 10_000, type: 'global' }], editPermissions: [] },
};

function allDashboards({ site }: Call): Dashboard[] {
  const made = [...site.jira.dashboards.values()].flatMap((one) => one ?? []);
  return site.jira.dashboards.has(given.id) ? made : [given, ...made];
}

function dashboardJson(view: View, dashboard: Dashboard): Record<string, unknown> {
  const { id, name, description, owner, sharePermissions, editPermissions } = dashboard;
  return {
    id,
    isFavourite: false,
    name,
    description,
    ...(owner === 'system' ? {} : { owner: authorJson(view, owner) }),
    popularity: 0,
    self: `${apiBase(view)}/dashboard/${id}`,
    sharePermissions,
    editPermissions,
    view: `${view.baseUrl}/jira/dashboards/${id}`,
    isWritable: owner !== 'system',
    systemDashboard: owner === 'system',
  };
}

const filters = ['my', 'favourite'];

function listed(call: Call): Reply {
  const filter = call.query.get('filter');
  if (filter !== null && !filters.includes(filter))
    return jiraError(
      400,
      `The filter '${filter}' is not supported. It must be one of ${filters.join(', ')}.`,
    );
  const own = authorIndexOf(call.viewer);
  const all = allDashboards(call).filter(
    ({ owner }) => filter === null || (filter === 'my' && owner === own),
  );
  const { values, startAt, maxResults, total } = pageOf(call.query, all, 1_000, 20);
  const dashboards = values.map((one) => dashboardJson(call, one));
  return reply(200, { startAt, maxResults, total, dashboards }, { core: dashboards.length });
}

function search(call: Call): Reply {
  const part = (call.query.get('dashboardName') ?? '').toLowerCase();
  const page = pageOf(
    call.query,
    allDashboards(call).filter(({ name }) => name.toLowerCase().includes(part)),
    100,
  );
  const values = page.values.map((one) => dashboardJson(call, one));
  return reply(200, { self: `${apiBase(call)}/dashboard/search`, ...page, values }, { core: values.length });
}

function withDashboard(call: Call, then: (dashboard: Dashboard) => Reply): Reply {
  const id = call.params[0] ?? '';
  const found = allDashboards(call).find((one) => one.id === id);
  return found === undefined ? jiraError(404, `The dashboard with id '${id}' does not exist.`) : then(found);
}

const settable = new Set(['name', 'description', 'sharePermissions', 'editPermissions']);

type Written = Pick<Dashboard, 'name' | 'description' | 'sharePermissions' | 'editPermissions'>;

function read({ body: sent }: Call): Written | Reply {
  const body = record(sent);
  const unknown = Object.keys(body).find((name) => !settable.has(name));
  if (unknown !== undefined) return jiraError(400, `Unrecognized field "${unknown}"`);
  const name = text(body.name);
  if (name === null)
    return jiraError(400, '', { dashboardName: 'You must specify a name for the dashboard.' });
  for (const permissions of ['sharePermissions', 'editPermissions'])
    if (!Array.isArray(body[permissions])) return jiraError(400, `${permissions} must be given, as a list.`);
  const { sharePermissions, editPermissions } = body;
  const description = typeof body.description === 'string' ? body.description : '';
  return {
    name,
    description,
    sharePermissions: list(sharePermissions),
    editPermissions: list(editPermissions),
  };
}

function make(call: Call): Reply {
  const written = read(call);
  if ('status' in written) return written;
  const { jira } = call.site;
  if (jira.dashboards.size >= mostOfAKind) return jiraError(400, 'There are too many dashboards.');
  const dashboard = { ...written, id: String(jira.nextId()), owner: authorIndexOf(call.viewer) };
  jira.dashboards.set(dashboard.id, dashboard);
  return reply(200, dashboardJson(call, dashboard), { core: 1 });
}

/** Runs unless the dashboard is the one that nobody may change. */
function change(call: Call, then: (dashboard: Dashboard) => Reply): Reply {
  return withDashboard(call, (dashboard) =>
    dashboard.owner === 'system'
      ? jiraError(400, 'The system dashboard cannot be changed.')
      : then(dashboard),
  );
}

function update(call: Call): Reply {
  return change(call, (old) => {
    const written = read(call);
    if ('status' in written) return written;
    const next = { ...old, ...written };
    call.site.jira.dashboards.set(old.id, next);
    return reply(200, dashboardJson(call, next), { core: 1 });
  });
}

function remove(call: Call): Reply {
  return change(call, ({ id }) => {
    call.site.jira.dashboards.set(id, null);
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const all = '/rest/api/3/dashboard';

export const dashboardEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: all, handle: listed },
  { product, method: 'POST', template: all, handle: make },
  { product, method: 'GET', template: `${all}/search`, handle: search },
  {
    ...{ product, method: 'GET', template: `${all}/{}` },
    handle: (call) => withDashboard(call, (one) => reply(200, dashboardJson(call, one), { core: 1 })),
  },
  { product, method: 'PUT', template: `${all}/{}`, handle: update },
  { product, method: 'DELETE', template: `${all}/{}`, handle: remove },
  {
    product,
    method: 'POST',
    template: `${all}/{}/copy`,
    handle: (call) => withDashboard(call, () => make(call)),
  },
];
