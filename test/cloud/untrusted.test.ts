/** Nothing that a caller sends may break the cloud: it would take the tests of everybody else with it. */
import fc from 'fast-check';
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import { endpoints } from '../../emulator/cloud/endpoints';
import { app, cloudId, site, startMs, token } from './open-cloud';

const names = ['WEB', 'WEB-1', '1000001', '65537', 'DOCS', 'constructor', '__proto__', '%', '-', ''];
const words = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 12 }));
const keys = [
  'fields',
  'jql',
  'project',
  'projects',
  'issues',
  'projectPermissions',
  'permissions',
  'version',
  'body',
];
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, 'toString', 'key', 'id'), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const parameters = [
  'fields',
  'jql',
  'maxResults',
  'startAt',
  'nextPageToken',
  'cursor',
  'limit',
  'permissions',
  'query',
];

test('every endpoint answers every request with JSON or nothing, and with no error of its own', () => {
  const request = fc.record({
    endpoint: fc.constantFrom(...endpoints),
    params: fc.array(words, { minLength: 2, maxLength: 2 }),
    query: fc.dictionary(fc.constantFrom(...parameters), words, { maxKeys: 4 }),
    body: fc.oneof(
      fc.json(),
      json.map((value) => JSON.stringify(value)),
      fc.string(),
    ),
  });
  const clock = new ManualClock(startMs);
  const cloud = createCloud({ clock, sites: [site], apps: [app({ enforcement: 'off' })] });
  fc.assert(
    fc.property(request, ({ endpoint, params, query, body }) => {
      clock.advance(1_000);
      let next = 0;
      const path = endpoint.template.replace(/\{\}/g, () => params[next++] ?? '');
      const url = `/ex/${endpoint.product}/${cloudId}${path}?${new URLSearchParams(query).toString()}`;
      const answer = cloud.handle({
        method: endpoint.method,
        url,
        headers: { authorization: token() },
        body,
      });
      // 501: a value that is empty, or has a slash, makes another path of it.
      expect(answer.status < 500 || answer.status === 501).toBe(true);
      if (answer.body !== '') expect(() => JSON.parse(answer.body) as unknown).not.toThrow();
    }),
    { numRuns: 1_500 },
  );
});
