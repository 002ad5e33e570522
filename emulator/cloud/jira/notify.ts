/** A mail about an issue. Nothing is sent: it is checked as Jira checks it, and accepted. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record } from '../untrusted';
import { withIssue } from './issue-access';

const groupsOfPeople = ['reporter', 'assignee', 'watchers', 'voters'] as const;

function notify(call: Call): Reply {
  return withIssue(call, () => {
    const to = record(record(call.body).to);
    const users = list(to.users).map((user) => String(record(user).accountId));
    const stranger = users.find((id) => call.site.people.byAccountId(id) === null);
    if (stranger !== undefined) return jiraError(400, `The user '${stranger}' does not exist.`);
    const isToSomebody =
      users.length + list(to.groups).length + list(to.groupIds).length > 0 ||
      groupsOfPeople.some((name) => to[name] === true);
    return isToSomebody ? reply(204, null) : jiraError(400, 'No recipients were defined for notification.');
  });
}

export const notifyEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'POST', template: '/rest/api/3/issue/{}/notify', handle: notify },
];
