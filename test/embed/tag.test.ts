import { route } from '@forge/api';
import { Meter } from '../../src/forge-client/meter';
import { meteredApi } from '../../src/forge-client/metered-api';
import { readTag } from '../../src/calls/tag';
import type { Observation } from '../../src/model';
import { inInstallation, supplyForgeGlobals } from '../support/forge-globals';

const answer = (): Response => new Response('{"key":"A-1"}', { status: 200 });

describe('a tag', () => {
  it('is on every call of its api, whichever way it calls, and on no other', async () => {
    supplyForgeGlobals(answer);
    const booked: Observation[] = [];
    const meter = new Meter({
      nowMs: () => 0,
      onFault: (error) => {
        throw error;
      },
      book: (_installation, call) => booked.push(call),
    });
    const plain = meteredApi(meter);
    const sync = meteredApi(meter, 'sync');
    await inInstallation('site-a', async () => {
      // At the same time, so that a tag kept anywhere but in the api would be seen on the wrong call.
      await Promise.all([
        plain.asApp().requestJira(route`/rest/api/3/issue/A-1`, { method: 'DELETE' }),
        sync.asApp().requestJira(route`/rest/api/3/issue/A-1`, { method: 'PUT' }),
        sync.asUser('person-1').requestConfluence(route`/wiki/api/v2/pages/1`, { method: 'DELETE' }),
        sync.requestJira(route`/rest/api/3/serverInfo`),
      ]);
      await (await sync.asUser().requestGraph('{ me { name } }')).json();
      meter.settleOpenCalls();
    });
    const seen = booked.map(({ method, pool, tag, route: way }) =>
      [method, pool.product, way, tag].join(' '),
    );
    expect(seen.sort()).toEqual([
      'DELETE confluence forge.asUserOffline sync',
      'DELETE jira forge.asApp ',
      'GET jira anonymous sync',
      'POST graphql forge.asUser sync',
      'PUT jira forge.asApp sync',
    ]);
  });

  it('is cut to 40 characters and keeps no line breaks, since it is part of a key', () => {
    expect(readTag('  nightly\nsync ')).toBe('nightly sync');
    expect(readTag('x'.repeat(60))).toBe('x'.repeat(40));
    expect(readTag(' \t ')).toBeNull();
  });
});
