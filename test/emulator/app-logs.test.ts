import { createCloud } from '../../emulator/cloud/cloud';
import type { AppLog } from '../../emulator/cloud/owner/owner-options';
import { sendLogsTo } from '../../emulator/forge/app-logs';
import { ask, handlersLeftOut, site, startMs, startTinyApp } from './tiny-app';

const source = `
  import Resolver from '@forge/resolver';
  const resolver = new Resolver();
  resolver.define('say', () => {
    console.log('points', { low: 1 });
    console.warn('careful');
    return 'done';
  });
  const definitions = resolver.getDefinitions();
  export { definitions as resolver };
  ${handlersLeftOut}
`;

test('what an app prints reaches the logs API with its site, function and level', async () => {
  const lines: AppLog[] = [];
  const app = { id: 'ari:cloud:ecosystem::app/22222222-bbbb-4bbb-8bbb-222222222222', version: '1.4.0' };
  const tiny = startTinyApp(source, {
    onLog: sendLogsTo(
      {
        log: (entry) => {
          lines.push(entry);
        },
      },
      app,
    ),
  });
  const { id } = await tiny.forge.install({ ...site, license: { active: true } });
  await ask(tiny, id, 'say');
  const common = {
    ...{
      atMs: startMs,
      app: app.id,
      appVersion: '1.4.0',
      environment: 'DEVELOPMENT',
      functionKey: 'resolver',
    },
    ...{ installationContext: `ari:cloud:jira::site/${site.cloudId}`, licenseState: 'Active' },
    invocationId: expect.any(String) as string,
  };
  expect(lines).toEqual([
    { ...common, level: 'log', message: 'points { low: 1 }' },
    { ...common, level: 'warn', message: 'careful' },
  ]);
});

test('the logs of a site’s app are found on the cloud that answers its calls', async () => {
  const cloud = createCloud({ owner: {}, clock: { now: () => startMs + 1_000 } });
  const { owner } = cloud;
  if (owner === null) throw new Error('The cloud serves no owner.');
  const tiny = startTinyApp(source, { cloud, onLog: sendLogsTo(owner, { id: 'app-1', version: '1.0.0' }) });
  const { id } = await tiny.forge.install(site);
  await ask(tiny, id, 'say');
  const query = new URLSearchParams({
    environmentId: owner.environmentId('app-1', 'DEVELOPMENT'),
    startDate: new Date(startMs).toISOString(),
    endDate: new Date(startMs + 1_000).toISOString(),
  });
  const authorization = `Basic ${Buffer.from('owner@example.com:token').toString('base64')}`;
  const url = `/v1/app/logs/app-1?${query.toString()}`;
  const answer = cloud.handle({ method: 'GET', url, headers: { authorization }, body: null });
  expect(answer.body).toContain('careful');
});
