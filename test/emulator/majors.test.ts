import { ManualClock } from '../../emulator/clock';
import type { EntityDefinition } from '../../emulator/forge/storage/entities';
import { createStorageService } from '../../emulator/forge/storage/service';
import { installedApis } from './forge-api-majors';
import { ask, handlersLeftOut, site, startMs, startTinyApp } from './tiny-app';

const callingApp = `
import Resolver from '@forge/resolver';
import api, { asApp, getAppContext, route, webTrigger } from '@forge/api';
import { kvs } from '@forge/kvs';
const resolver = new Resolver();
resolver.define('calls', async () => {
  const app = await asApp().requestJira(route\`/rest/api/3/issue/\${'WEB-1'}\`);
  const user = await api.asUser().requestJira(route\`/rest/api/3/myself\`);
  const other = await api.asUser('person-2').requestConfluence(route\`/wiki/api/v2/pages/\${1}\`);
  return [app.status, user.statusText, await other.json()];
});
resolver.define('consent', async () => (await api.asUser('stranger').requestJira(route\`/rest/api/3/myself\`)).status);
resolver.define('platform', async () => {
  await kvs.set('key', { n: 1 });
  return {
    stored: await kvs.get('key'),
    module: getAppContext().moduleKey,
    address: await webTrigger.getUrl('dynamic'),
  };
});
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut}
`;

const storingApp = `
import Resolver from '@forge/resolver';
import { FilterConditions, SortOrder, WhereConditions, startsWith, storage } from '@forge/api';
const resolver = new Resolver();
const words = async (run) => { try { return await run(); } catch (error) { return error.message; } };
resolver.define('plain', async () => {
  await storage.set('a:1', { n: 1 });
  await storage.set('a:2', [2]);
  await storage.set('b:1', 'other');
  await storage.setSecret('a:1', 'hidden');
  const first = await storage.query().where('key', startsWith('a:')).limit(1).getMany();
  const second = await storage.query().where('key', startsWith('a:')).cursor(first.nextCursor).getMany();
  const end = await storage.query().where('key', startsWith('a:')).cursor(second.nextCursor).getMany();
  await storage.delete('a:1');
  return {
    pages: [first.results, second.results, end.results],
    gone: (await storage.get('a:1')) === undefined,
    secret: await storage.getSecret('a:1'),
    all: (await storage.query().getMany()).results.map(({ key }) => key),
  };
});
resolver.define('entities', async () => {
  const people = storage.entity('person');
  await people.set('ada', { team: 'web', age: 36 });
  await people.set('bob', { team: 'web', age: 51 });
  await people.set('eve', { team: 'app', age: 44 });
  const query = people.query().index('by-team', { partition: ['web'] });
  const old = await query.where(WhereConditions.isGreaterThan(40)).getMany();
  const page = await query.sort(SortOrder.DESC).limit(1).getMany();
  const young = await query.andFilter('age', FilterConditions.isLessThan(40)).getOne();
  const next = await query.sort(SortOrder.DESC).limit(1).cursor(page.nextCursor).getMany();
  await people.delete('ada');
  return {
    old: old.results,
    oldest: page.results.map(({ key }) => key),
    next: next.results.map(({ key }) => key),
    young: young.key,
    ada: (await people.get('ada')) ?? 'gone',
    bob: await people.get('bob'),
  };
});
resolver.define('refused', async () => [
  await words(() => storage.set('', 1)),
  await words(() => storage.entity('nobody').set('x', { n: 1 })),
  await words(() => storage.entity('nobody').get('x')),
  await words(() => storage.query().limit(21).getMany()),
]);
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut}
`;

const servicesApp = `
import Resolver from '@forge/resolver';
import { sql } from '@forge/sql';
import { objectStore } from '@forge/object-store';
import { list } from '@forge/llm';
const resolver = new Resolver();
const words = async (run) => { try { return await run(); } catch (error) { return error.message; } };
resolver.define('services', async () => [
  await words(() => sql.prepare('SELECT 1').execute()),
  await words(() => objectStore.get('file')),
  await words(() => list()),
]);
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut}
`;

const entities: EntityDefinition[] = [
  {
    name: 'person',
    attributes: { team: { type: 'string' }, age: { type: 'integer' } },
    indexes: [{ name: 'by-team', partition: ['team'], range: ['age'] }],
  },
];

describe.each(installedApis())('an app of @forge/api $version', ({ folder, hasStorage, hasServices }) => {
  it('calls the products as the app, as the person and as another, and stores with @forge/kvs', async () => {
    const app = startTinyApp(callingApp, {}, folder);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'calls')).resolves.toEqual([200, 'OK', { answered: true }]);
    expect(app.requests.map(({ url }) => url.replace(/^\/ex\/(\w+)\/[^/]+/, '$1 '))).toEqual([
      'jira /rest/api/3/issue/WEB-1',
      'jira /rest/api/3/myself',
      'confluence /wiki/api/v2/pages/1',
    ]);
    await expect(ask(app, id, 'platform')).resolves.toEqual({
      stored: { n: 1 },
      module: 'admin',
      address: expect.stringMatching(/^http:\/\/localhost\/.+/) as string,
    });
    expect(app.forge.leftovers.all).toEqual([]);
  });

  it('is asked for consent in the way that Forge asks', async () => {
    const app = startTinyApp(callingApp, {}, folder);
    const { id } = await app.forge.install(site);
    app.forge.consents.require(id, 'stranger');
    const call = { installationId: id, moduleKey: 'admin', functionKey: 'consent', payload: {} };

    const outcome = await app.forge.invokeResolver({ ...call, accountId: 'admin-1' });

    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'consent' } });
  });

  if (hasServices)
    it('is told by name what of @forge/sql, object-store and llm is not there', async () => {
      const app = startTinyApp(servicesApp, {}, folder);
      const { id } = await app.forge.install(site);

      await expect(ask(app, id, 'services')).resolves.toEqual([
        expect.stringContaining('does not emulate Forge SQL (@forge/sql)'),
        expect.stringContaining('does not emulate the object store (@forge/object-store)'),
        expect.stringContaining('does not emulate Forge LLMs (@forge/llm)'),
      ]);
    });

  if (!hasStorage) return;

  it('has its storage of old in the store of @forge/kvs: values, secrets, pages', async () => {
    const app = startTinyApp(storingApp, {}, folder);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'plain')).resolves.toEqual({
      pages: [[{ key: 'a:1', value: { n: 1 } }], [{ key: 'a:2', value: [2] }], []],
      gone: true,
      secret: 'hidden',
      all: ['a:2', 'b:1'],
    });
    expect(app.storage.dump(id).map(({ key }) => key)).toEqual(expect.arrayContaining(['a:2', 'b:1', 'a:1']));
  });

  it('queries its custom entities, and is told in words what is refused', async () => {
    const clock = new ManualClock(startMs);
    const storage = createStorageService({ file: ':memory:', clock, entities });
    const app = startTinyApp(storingApp, { storage, clock }, folder);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'entities')).resolves.toEqual({
      old: [{ key: 'bob', value: { team: 'web', age: 51 } }],
      oldest: ['bob'],
      next: ['ada'],
      young: 'ada',
      ada: 'gone',
      bob: { team: 'web', age: 51 },
    });
    await expect(ask(app, id, 'refused')).resolves.toEqual([
      expect.stringContaining('key'),
      expect.stringContaining('nobody'),
      expect.stringContaining('nobody'),
      expect.stringContaining('at most 20'),
    ]);
  });
});
