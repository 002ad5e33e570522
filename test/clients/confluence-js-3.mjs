// A full round with confluence.js 3, unmodified: it checks every answer against Atlassian's own schemas.
import { Blob, Buffer } from 'node:buffer';
import { createV1Client, createV2Client } from 'confluence.js';
import { round } from './round.mjs';

const { host, email } = JSON.parse(process.argv[2] ?? '{}');
const settings = { host, auth: { type: 'basic', email, apiToken: 'any' } };
const two = createV2Client(settings);
const one = createV1Client(settings);
const storage = (value) => ({ representation: 'storage', value });
const ids = {};

await round({
  'spaces: list, read, create': async ({ equal }) => {
    const { results } = await two.space.getSpaces({ limit: 2 });
    equal(results.length, 2);
    const [space] = results;
    ids.spaceId = space.id;
    equal((await two.space.getSpaceById({ id: space.id })).key, space.key);
    const made = await one.space.createSpace({ key: 'NEWONE', name: 'A new one' });
    equal(made.key, 'NEWONE');
    ids.newSpaceId = String(made.id);
  },
  'pages: create, read, edit, conflict, rename': async ({ equal, refused }) => {
    const made = await two.page.createPage({
      body: {
        ...{ spaceId: ids.newSpaceId, status: 'current', title: 'Plan' },
        body: storage('<p>Ship the plan</p>'),
      },
    });
    ids.pageId = made.id;
    const read = await two.page.getPageById({ id: made.id, bodyFormat: 'storage' });
    equal(read.body.storage.value, '<p>Ship the plan</p>');
    const update = { id: made.id, status: 'current', title: 'Plan B', body: storage('<p>Ship B</p>') };
    const after = await two.page.updatePage({
      id: made.id,
      body: { ...update, version: { number: 2, message: 'better' } },
    });
    equal(after.version.number, 2);
    equal(
      await refused(two.page.updatePage({ id: made.id, body: { ...update, version: { number: 2 } } })),
      409,
    );
    await two.page.updatePageTitle({ id: made.id, body: { status: 'current', title: 'Plan C' } });
    equal((await two.page.getPageById({ id: made.id })).title, 'Plan C');
  },
  'pages: page through all by cursor': async ({ equal }) => {
    const seen = new Set();
    let cursor;
    do {
      const page = await two.page.getPages({ limit: 250, ...(cursor === undefined ? {} : { cursor }) });
      for (const { id } of page.results) seen.add(id);
      const next = page._links?.next;
      cursor = next === undefined ? undefined : new URL(next, host).searchParams.get('cursor');
    } while (cursor !== undefined);
    equal(seen.has(ids.pageId), true);
    equal(seen.size > 1000, true);
  },
  'pages: children, descendants, ancestors, move, copy': async ({ equal }) => {
    const child = await two.page.createPage({
      body: {
        spaceId: ids.newSpaceId,
        status: 'current',
        title: 'Step',
        parentId: ids.pageId,
        body: storage(''),
      },
    });
    const children = await two.children.getChildPages({ id: ids.pageId });
    equal(
      children.results.map(({ id }) => id),
      [child.id],
    );
    const above = await two.ancestors.getPageAncestors({ id: child.id });
    equal(above.results.at(-1).id, ids.pageId);
    const below = await two.descendants.getPageDescendants({ id: ids.pageId });
    equal(below.results.length, 1);
    const copied = await one.contentChildrenAndDescendants.copyPage({
      ...{ id: child.id, pageTitle: 'Step again', destination: { type: 'parent_page', value: ids.pageId } },
    });
    await one.contentChildrenAndDescendants.movePage({
      ...{ pageId: copied.id, position: 'append', targetId: child.id },
    });
    equal((await two.children.getChildPages({ id: child.id })).results[0].id, copied.id);
  },
  'blog posts: create, list, edit, delete': async ({ equal, refused }) => {
    const post = { spaceId: ids.newSpaceId, status: 'current', title: 'News', body: storage('<p>New</p>') };
    const made = await two.blogPost.createBlogPost({ body: post });
    equal((await two.blogPost.getBlogPostsInSpace({ id: ids.newSpaceId })).results.length, 1);
    await two.blogPost.updateBlogPost({
      id: made.id,
      body: { ...post, id: made.id, title: 'Old news', version: { number: 2 } },
    });
    equal((await two.blogPost.getBlogPostById({ id: made.id })).title, 'Old news');
    await two.blogPost.deleteBlogPost({ id: made.id });
    equal(await refused(two.blogPost.getBlogPostById({ id: made.id })), 404);
  },
  'labels: add, list, find by, remove': async ({ equal }) => {
    await one.contentLabels.addLabelsToContent({
      id: ids.pageId,
      body: [{ prefix: 'global', name: 'planned' }],
    });
    const { results } = await two.label.getPageLabels({ id: ids.pageId });
    equal(
      results.map(({ name }) => name),
      ['planned'],
    );
    equal((await two.page.getLabelPages({ id: results[0].id })).results[0].id, ids.pageId);
    equal((await one.search.searchByCQL({ cql: 'label = planned' })).totalSize, 1);
    await one.contentLabels.removeLabelFromContent({ id: ids.pageId, label: 'planned' });
    equal((await two.label.getPageLabels({ id: ids.pageId })).results, []);
  },
  'search: CQL, and CQL that is none': async ({ equal, refused }) => {
    const found = await one.content.searchContentByCQL({
      cql: 'type = page and space = NEWONE and title ~ "Plan" order by created desc',
    });
    equal(
      found.results.map(({ id }) => id),
      [ids.pageId],
    );
    equal(await refused(one.search.searchByCQL({ cql: 'nonsense = 1' })), 400);
    equal(await refused(one.search.searchByCQL({ cql: 'type = ' })), 400);
  },
  'attachments: upload, list, download, delete': async ({ equal }) => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 7]);
    const attachments = [{ filename: 'raw "1".bin', content: bytes, contentType: 'image/png' }];
    const made = await one.contentAttachments.createAttachment({ id: ids.pageId, attachments });
    const { id: attachmentId } = made.results[0];
    const listed = await two.attachment.getPageAttachments({ id: ids.pageId });
    equal(
      listed.results.map(({ fileSize }) => fileSize),
      [bytes.length],
    );
    const back = await one.contentAttachments.downloadAttatchment({ id: ids.pageId, attachmentId });
    const data = back instanceof Blob ? await back.arrayBuffer() : back;
    equal([...new Uint8Array(data)], [...bytes]);
    await two.attachment.deleteAttachment({ id: attachmentId });
    equal((await two.attachment.getPageAttachments({ id: ids.pageId })).results, []);
  },
  'comments: below and within the text, answers, resolve, delete': async ({ equal }) => {
    const made = await two.comment.createFooterComment({ pageId: ids.pageId, body: storage('<p>Why?</p>') });
    await two.comment.createFooterComment({ parentCommentId: made.id, body: storage('<p>Because.</p>') });
    equal((await two.comment.getPageFooterComments({ id: ids.pageId })).results.length, 1);
    equal((await two.comment.getFooterCommentChildren({ id: made.id })).results.length, 1);
    const properties = { textSelection: 'Ship', textSelectionMatchCount: 1, textSelectionMatchIndex: 0 };
    const inline = await two.comment.createInlineComment({
      ...{ pageId: ids.pageId, body: storage('<p>Where?</p>'), inlineCommentProperties: properties },
    });
    const solved = await two.comment.updateInlineComment({
      ...{ commentId: inline.id, version: { number: 2 }, body: storage('<p>There</p>'), resolved: true },
    });
    equal(solved.resolutionStatus, 'resolved');
    await two.comment.deleteFooterComment({ commentId: made.id });
  },
  'properties of pages and spaces: create, update, list, delete': async ({ equal, refused }) => {
    const pageId = ids.pageId;
    const made = await two.contentProperties.createPageProperty({ pageId, key: 'k', value: { a: [1] } });
    const next = { pageId, propertyId: made.id, key: 'k', value: 2, version: { number: 2 } };
    await two.contentProperties.updatePagePropertyById(next);
    equal(await refused(two.contentProperties.updatePagePropertyById(next)), 409);
    equal((await two.contentProperties.getPageContentProperties({ pageId, key: 'k' })).results[0].value, 2);
    await two.contentProperties.deletePagePropertyById({ pageId, propertyId: made.id });
    const spaceId = ids.newSpaceId;
    await two.spaceProperties.createSpaceProperty({ spaceId, key: 's', value: true });
    equal((await two.spaceProperties.getSpaceProperties({ spaceId })).results[0].value, true);
  },
  'versions: list, read, restore': async ({ equal }) => {
    equal(
      (await two.version.getPageVersions({ id: ids.pageId })).results.map(({ number }) => number),
      [2, 1],
    );
    equal((await two.version.getPageVersionDetails({ pageId: ids.pageId, versionNumber: 1 })).number, 1);
    await one.contentVersions.restoreContentVersion({
      ...{ id: ids.pageId, operationKey: 'restore', params: { versionNumber: 1, message: 'back' } },
    });
    equal((await two.page.getPageById({ id: ids.pageId })).version.number, 3);
  },
  'restrictions: read, set, clear': async ({ equal }) => {
    const { accountId } = await one.users.getCurrentUser({});
    await one.contentRestrictions.addUserToContentRestriction({
      id: ids.pageId,
      operationKey: 'read',
      accountId,
    });
    const set = await one.contentRestrictions.getRestrictionsByOperation({ id: ids.pageId });
    equal(set.read.restrictions.user.results.length, 1);
    await one.contentRestrictions.deleteRestrictions({ id: ids.pageId });
    const { results } = await one.contentRestrictions.getRestrictions({ id: ids.pageId });
    equal(results[0].restrictions.user.size, 0);
  },
  'users and groups': async ({ equal }) => {
    const me = await one.users.getCurrentUser({ expand: ['operations'] });
    equal((await one.users.getUser({ accountId: me.accountId })).displayName, me.displayName);
    const bulk = await two.user.createBulkUserLookup({ body: { accountIds: [me.accountId] } });
    equal(bulk.results.length, 1);
    const { results } = await one.group.getGroups({});
    equal((await one.group.getGroupMembersByGroupId({ groupId: results[0].id })).results.length > 0, true);
  },
  'delete: page to the trash and for good, space': async ({ equal, refused }) => {
    await two.page.deletePage({ id: ids.pageId });
    equal(await refused(two.page.getPageById({ id: ids.pageId })), 404);
    await two.page.deletePage({ id: ids.pageId, purge: true });
    await one.space.deleteSpace({ spaceKey: 'NEWONE' });
    equal(await refused(two.space.getSpaceById({ id: ids.newSpaceId })), 404);
  },
});
