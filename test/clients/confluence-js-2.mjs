// A full round with confluence.js 2, unmodified: version 1 of the API, as most apps still call it.
import { Buffer } from 'node:buffer';
import { ConfluenceClient } from 'confluence.js-2';
import { round } from './round.mjs';

const { host, email } = JSON.parse(process.argv[2] ?? '{}');
const client = new ConfluenceClient({
  host,
  authentication: { basic: { email, apiToken: 'any' } },
});
const storage = (value) => ({ storage: { value, representation: 'storage' } });
const ids = {};

await round({
  'spaces: create, list, read': async ({ equal }) => {
    await client.space.createSpace({ key: 'TWO', name: 'Second' });
    equal((await client.space.getSpaces({ spaceKey: ['TWO'] })).results.length, 1);
    equal((await client.space.getSpace({ spaceKey: 'TWO', expand: ['description.plain'] })).name, 'Second');
  },
  'pages: create, read, edit, conflict': async ({ equal, refused }) => {
    const made = await client.content.createContent({
      ...{ type: 'page', title: 'Plan', space: { key: 'TWO' }, body: storage('<p>Ship the plan</p>') },
    });
    ids.id = made.id;
    const read = await client.content.getContentById({
      id: made.id,
      expand: ['body.storage', 'version', 'space'],
    });
    equal([read.body.storage.value, read.version.number, read.space.key], ['<p>Ship the plan</p>', 1, 'TWO']);
    const edit = { id: made.id, type: 'page', title: 'Plan B', body: storage('<p>Ship B</p>') };
    await client.content.updateContent({ ...edit, version: { number: 2 } });
    equal(await refused(client.content.updateContent({ ...edit, version: { number: 2 } })), 409);
    const found = await client.content.getContent({ spaceKey: 'TWO', title: 'Plan B', type: 'page' });
    equal(
      found.results.map(({ id }) => id),
      [made.id],
    );
  },
  'children: page below, descendants': async ({ equal }) => {
    const child = await client.content.createContent({
      ...{
        type: 'page',
        title: 'Step',
        space: { key: 'TWO' },
        ancestors: [{ id: ids.id }],
        body: storage(''),
      },
    });
    const below = await client.contentChildrenAndDescendants.getContentChildrenByType({
      id: ids.id,
      type: 'page',
    });
    equal(
      below.results.map(({ id }) => id),
      [child.id],
    );
  },
  'labels: add, list, remove': async ({ equal }) => {
    await client.contentLabels.addLabelsToContent({ id: ids.id, body: [{ prefix: 'global', name: 'two' }] });
    const { results } = await client.contentLabels.getLabelsForContent({ id: ids.id });
    equal(
      results.map(({ name }) => name),
      ['two'],
    );
    await client.contentLabels.removeLabelFromContent({ id: ids.id, label: 'two' });
  },
  'search: CQL, and CQL that is none': async ({ equal, refused }) => {
    const found = await client.search.searchByCQL({ cql: 'space = TWO and title = "Plan B"' });
    equal(
      found.results.map(({ content }) => content.id),
      [ids.id],
    );
    equal(await refused(client.content.searchContentByCQL({ cql: 'whatever' })), 400);
  },
  'attachments: upload, list, download': async ({ equal }) => {
    const made = await client.contentAttachments.createAttachments({
      id: ids.id,
      attachments: [{ file: Buffer.from('bytes'), filename: 'a.txt', minorEdit: true }],
    });
    const listed = await client.contentAttachments.getAttachments({ id: ids.id });
    equal(
      listed.results.map(({ title }) => title),
      ['a.txt'],
    );
    const attachmentId = made.results[0].id;
    const back = await client.contentAttachments.downloadAttachment({ id: ids.id, attachmentId });
    equal(Buffer.from(back).toString(), 'bytes');
  },
  'comments: add, list': async ({ equal }) => {
    const container = { id: ids.id, type: 'page' };
    await client.content.createContent({
      type: 'comment',
      title: 're',
      container,
      body: storage('<p>Why?</p>'),
    });
    const { results } = await client.contentComments.getContentComments({
      id: ids.id,
      expand: ['body.storage'],
    });
    equal(
      results.map(({ body }) => body.storage.value),
      ['<p>Why?</p>'],
    );
  },
  'properties: create, read, update, delete': async ({ equal }) => {
    const { contentProperties } = client;
    await contentProperties.createContentProperty({ id: ids.id, key: 'k', value: { a: 1 } });
    await contentProperties.updateContentProperty({ id: ids.id, key: 'k', value: 2, version: { number: 2 } });
    equal((await contentProperties.getContentProperty({ id: ids.id, key: 'k' })).value, 2);
    await contentProperties.deleteContentProperty({ id: ids.id, key: 'k' });
  },
  'versions and users': async ({ equal }) => {
    equal((await client.contentVersions.getContentVersions({ id: ids.id })).results.length, 2);
    const me = await client.users.getCurrentUser();
    equal((await client.users.getUser({ accountId: me.accountId })).accountId, me.accountId);
  },
  'delete: page, space': async ({ equal, refused }) => {
    await client.content.deleteContent({ id: ids.id });
    equal(await refused(client.content.getContentById({ id: ids.id })), 404);
    await client.space.deleteSpace({ spaceKey: 'TWO' });
  },
});
