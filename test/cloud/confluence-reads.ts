/** A call of each endpoint by which the emulated Confluence is read, made out of its own list: none can be forgotten. */
import { confluenceEndpoints } from '../../emulator/cloud/confluence/endpoints';
import type { Asked } from './both-tables';
import { adminId, asAdmin, cloudId, type OpenCloud } from './open-cloud';

const v2 = '/wiki/api/v2';
const v1 = '/wiki/rest/api';
/** Queries without which an endpoint answers nothing. */
const queries: Readonly<Record<string, string>> = {
  [`${v2}/pages/{}/versions`]: '?limit=1',
  [`${v1}/content/search`]: '?cql=type%3Dpage&limit=3',
  [`${v1}/search`]: '?cql=type%3Dpage&limit=3',
  [`${v1}/search/user`]: '?cql=user.fullname~%22a%22&limit=3',
  [`${v1}/user`]: `?accountId=${adminId}`,
  [`${v1}/user/memberof`]: `?accountId=${adminId}`,
  [`${v1}/user/bulk`]: `?accountId=${adminId}&accountId=member-1`,
  [`${v1}/group/picker`]: '?query=a',
  [`${v1}/group/by-id`]: '?id={group}',
  [`${v1}/content/{}/restriction/byOperation/{}/user`]: `?accountId=${adminId}`,
};
const bodies: Readonly<Record<string, unknown>> = {
  [`${v2}/users-bulk`]: { accountIds: [adminId, 'member-1'] },
  [`${v1}/content/{}/permission/check`]: {
    subject: { type: 'user', identifier: 'member-1' },
    operation: 'read',
  },
  [`${v2}/content/convert-ids-to-types`]: { contentIds: [1000001, 1000002, 1000003] },
};

/** Makes one of each thing. @returns their names by the segment of a path before them */
async function furnish(cloud: OpenCloud): Promise<Record<string, string>> {
  const make = async (path: string, json: unknown): Promise<{ id: string; key?: string }> => {
    const answer = await cloud.send(path, { method: 'POST', json, authorization: asAdmin });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; key?: string };
  };
  const body = { representation: 'storage', value: '<p>Words</p>' };
  const page = await make(`${v2}/pages`, { spaceId: '65537', title: 'One', body });
  const post = await make(`${v2}/blogposts`, { spaceId: '65537', title: 'Two', body });
  const footer = await make(`${v2}/footer-comments`, { pageId: page.id, body });
  const inlineCommentProperties = {
    textSelection: 'Words',
    textSelectionMatchCount: 1,
    textSelectionMatchIndex: 0,
  };
  const inline = await make(`${v2}/inline-comments`, { pageId: page.id, body, inlineCommentProperties });
  await make(`${v1}/content/${page.id}/label`, [{ prefix: 'global', name: 'words' }]);
  const form = new FormData();
  form.append('file', new Blob(['a text']), 'a.txt');
  const uploaded = await fetch(
    `${cloud.url}/ex/confluence/${cloudId}${v1}/content/${page.id}/child/attachment`,
    {
      method: 'POST',
      headers: { Authorization: asAdmin, 'X-Atlassian-Token': 'no-check' },
      body: form,
    },
  );
  const { results } = (await uploaded.json()) as { results: { id: string }[] };
  const file = results[0]?.id ?? '';
  const property = { key: 'p', value: { a: 1 } };
  const properties: Record<string, string> = {};
  const owners = {
    pages: page.id,
    blogposts: post.id,
    attachments: file,
    comments: footer.id,
    spaces: '65537',
  };
  for (const [kind, id] of Object.entries(owners))
    properties[kind] = (await make(`${v2}/${kind}/${id}/properties`, property)).id;
  const list = `${v1}/content/${page.id}/restriction/byOperation/read`;
  const group = (await (await cloud.send(`${v1}/group?limit=1`)).json()) as { results: { id: string }[] };
  const labels = (await (await cloud.send(`${v2}/pages/${page.id}/labels`)).json()) as typeof group;
  const removed = await make(`${v1}/space`, { key: 'GONE', name: 'Gone' });
  const task = await cloud.send(`${v1}/space/${removed.key ?? ''}`, {
    method: 'DELETE',
    authorization: asAdmin,
  });
  const groupId = group.results[0]?.id ?? '';
  for (const member of [`user?accountId=${adminId}`, `byGroupId/${groupId}`])
    await cloud.send(`${list}/${member}`, { method: 'PUT', authorization: asAdmin });
  return {
    ...owners,
    ...Object.fromEntries(Object.entries(properties).map(([kind, id]) => [`${kind} property`, id])),
    ...{ labels: labels.results[0]?.id ?? '', 'footer-comments': footer.id, 'inline-comments': inline.id },
    ...{ versions: '1', version: '1', space: 'DOCS', content: page.id, child: 'page', descendant: 'page' },
    ...{ property: 'p', 'child attachment': file, byOperation: 'read', byGroupId: groupId },
    ...{ longtask: ((await task.json()) as { id: string }).id, group: group.results[0]?.id ?? '' },
  };
}

function filled(template: string, known: Readonly<Record<string, string>>): string {
  const segments = template.split('/');
  return segments
    .map((segment, n) => {
      if (segment !== '{}') return segment;
      const before = segments[n - 1] ?? '';
      const owner = before === 'properties' ? `${segments[n - 3] ?? ''} property` : before;
      const name = before === 'attachment' ? 'child attachment' : owner;
      const value = template.includes('/space/{}/content/{}') && before === 'content' ? 'page' : known[name];
      if (value === undefined) throw new Error(`${template}: nothing is known for "${name}"`);
      return value;
    })
    .join('/');
}

/** A content property of version 1 has a place of its own. */
export async function confluenceReads(cloud: OpenCloud): Promise<Asked[]> {
  const known = await furnish(cloud);
  const property = { method: 'POST', json: { key: 'p', value: 1 }, authorization: asAdmin };
  await cloud.send(`${v1}/content/${known.content ?? ''}/property`, property);
  return confluenceEndpoints
    .filter(({ method, template }) => method === 'GET' || template in bodies)
    .map(({ method, template }) => ({
      endpoint: `${method} ${template}`,
      method,
      url: `${cloud.url}/ex/confluence/${cloudId}${filled(template, known)}${(queries[template] ?? '').replace('{group}', known.group ?? '')}`,
      authorization: asAdmin,
      json: bodies[template],
    }));
}
