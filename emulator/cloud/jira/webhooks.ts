/** Webhooks that apps register: kept and listed, never delivered. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { list, record, text, texts } from '../untrusted';
import { mostOfAKind } from '../world/jira-store';
import { readJql } from './jql/read';
import { jiraTime } from './shapes';

/** Source: Jira REST API v3, "Webhooks", 2026-10: they expire after 30 days. */
const lifeMs = 30 * 86_400_000;
const known = new Set([
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'issue_property_set',
  'issue_property_deleted',
]);

function register(call: Call): Reply {
  const { url, webhooks } = record(call.body);
  const target = text(url);
  if (target === null) return jiraError(400, 'The url of the webhook must be given.');
  if (call.site.jira.webhooks.size >= mostOfAKind) return jiraError(400, 'There are too many webhooks.');
  const webhookRegistrationResult = list(webhooks).map((entry) => {
    const { jqlFilter, events } = record(entry);
    const filter = text(jqlFilter) ?? '';
    const read = readJql(call, filter);
    if (read.kind === 'refused') return { errors: read.messages };
    const unknown = texts(events).filter((event) => !known.has(event));
    if (unknown.length > 0) return { errors: unknown.map((event) => `The event '${event}' is unknown.`) };
    const id = call.site.jira.nextId();
    const expiresAtMs = call.nowMs + lifeMs;
    call.site.jira.webhooks.set(id, {
      id,
      jqlFilter: filter,
      events: texts(events),
      url: target,
      expiresAtMs,
    });
    return { createdWebhookId: id };
  });
  return reply(200, { webhookRegistrationResult }, { core: webhookRegistrationResult.length });
}

function getAll(call: Call): Reply {
  const page = pageOf(call.query, [...call.site.jira.webhooks.values()], 100);
  const values = page.values.map(({ expiresAtMs, ...webhook }) => ({
    ...webhook,
    expirationDate: jiraTime(expiresAtMs),
  }));
  return reply(200, { ...page, values }, { core: values.length });
}

function ids(call: Call): number[] {
  return list(record(call.body).webhookIds).filter((id): id is number => typeof id === 'number');
}

function remove(call: Call): Reply {
  for (const id of ids(call)) call.site.jira.webhooks.delete(id);
  return reply(202, null, { core: 1 });
}

function refresh(call: Call): Reply {
  const expiresAtMs = call.nowMs + lifeMs;
  const { webhooks } = call.site.jira;
  for (const id of ids(call)) {
    const webhook = webhooks.get(id);
    if (webhook !== undefined) webhooks.set(id, { ...webhook, expiresAtMs });
  }
  return reply(200, { expirationDate: jiraTime(expiresAtMs) }, { core: 1 });
}

const product = 'jira';
const template = '/rest/api/3/webhook';

export const webhookEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: getAll },
  { product, method: 'POST', template, handle: register },
  { product, method: 'DELETE', template, handle: remove },
  { product, method: 'PUT', template: `${template}/refresh`, handle: refresh },
];
