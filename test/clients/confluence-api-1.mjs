// A full round with confluence-api 1, unmodified: small, old and still installed; made for servers, so its base ends in /wiki.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Confluence from 'confluence-api';
import { round } from './round.mjs';

const { host, email } = JSON.parse(process.argv[2] ?? '{}');
const client = new Confluence({ username: email, password: 'any', baseUrl: `${host}/wiki` });
const call = (name, ...args) => promisify(client[name].bind(client))(...args);
const ids = {};

await round({
  'spaces: read, home page': async ({ equal }) => {
    equal((await call('getSpace', 'DOCS')).results[0].key, 'DOCS');
    equal((await call('getSpaceHomePage', 'DOCS')).id, '1000001');
  },
  'pages: create, read, edit, find by title': async ({ equal }) => {
    const { id } = await call('getContentById', '1000001');
    const made = await promisify((done) =>
      client.postContent('DOCS', 'Api page', '<p>One</p>', id, done, 'storage'),
    )();
    ids.id = made.id;
    await call('putContent', 'DOCS', made.id, 2, 'Api page', '<p>Two</p>');
    equal((await call('getContentById', made.id)).body.storage.value, '<p>Two</p>');
    equal((await call('getContentByPageTitle', 'DOCS', 'Api page')).results[0].id, made.id);
  },
  'labels: add, list, remove': async ({ equal }) => {
    await call('postLabels', ids.id, [{ prefix: 'global', name: 'api' }]);
    equal(
      (await call('getLabels', ids.id)).results.map(({ name }) => name),
      ['api'],
    );
    await promisify((done) =>
      client.deleteLabel(ids.id, 'api', (error) => done(error?.status ? error : null)),
    )();
    equal((await call('getLabels', ids.id)).results, []);
  },
  'search: CQL': async ({ equal }) => {
    equal((await call('search', 'cql=title="Api page"')).results[0].content.id, ids.id);
  },
  'attachments: upload, list, new version': async ({ equal }) => {
    const folder = mkdtempSync(join(tmpdir(), 'confluence-api-'));
    const file = join(folder, 'a.txt');
    writeFileSync(file, 'bytes');
    const made = await call('createAttachment', 'DOCS', ids.id, file);
    await call('updateAttachmentData', 'DOCS', ids.id, made.results[0].id, file);
    equal(
      (await call('getAttachments', 'DOCS', ids.id)).results.map(({ title }) => title),
      ['a.txt'],
    );
    rmSync(folder, { recursive: true });
  },
  'delete: page': async ({ equal, refused }) => {
    await promisify((done) => client.deleteContent(ids.id, (error) => done(error?.status ? error : null)))();
    equal(await refused(call('getContentById', ids.id)), 404);
  },
});
