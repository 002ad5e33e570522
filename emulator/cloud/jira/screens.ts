/** Screens, for reading: one that all projects share, with the fields that can be given. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import type { IssueField } from './fields/definition';
import { allFields, isOnScreen } from './fields/table';

const screen = { id: 1, name: 'Default Screen', description: 'All that can be given of an issue.' } as const;
const tab = { id: 10_000, name: 'Field Tab' } as const;

function screens(call: Call): Reply {
  const ids = call.query.getAll('id');
  const part = (call.query.get('queryString') ?? '').toLowerCase();
  const all = [screen].filter(
    ({ id, name }) => (ids.length === 0 || ids.includes(String(id))) && name.toLowerCase().includes(part),
  );
  const page = pageOf(call.query, all, 100, 100);
  return reply(200, page, { core: page.values.length });
}

function withScreen(call: Call, then: () => Reply): Reply {
  const [screenId, tabId = String(tab.id)] = call.params;
  if (screenId !== String(screen.id))
    return jiraError(404, `The screen with id '${screenId ?? ''}' does not exist.`);
  return tabId === String(tab.id) ? then() : jiraError(404, `The tab with id '${tabId}' does not exist.`);
}

function fieldsWhere(isWanted: (field: IssueField) => boolean) {
  return (call: Call): Reply =>
    withScreen(call, () => {
      const shown = allFields(call.site)
        .filter(isWanted)
        .map(({ id, name }) => ({ id, name }));
      return reply(200, shown, { core: shown.length });
    });
}

const product = 'jira';
const all = '/rest/api/3/screens';

export const screenEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: all, handle: screens },
  {
    ...{ product, method: 'GET', template: `${all}/{}/tabs` },
    handle: (call) => withScreen(call, () => reply(200, [tab], { core: 1 })),
  },
  { product, method: 'GET', template: `${all}/{}/tabs/{}/fields`, handle: fieldsWhere(isOnScreen) },
  {
    ...{ product, method: 'GET', template: `${all}/{}/availableFields` },
    handle: fieldsWhere((field) => !isOnScreen(field)),
  },
];
