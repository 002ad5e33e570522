import * as forge from '@forge/api';
import * as metered from '../../src/api';

it('has every name of @forge/api under points-gauge/api, and the calls of its own', () => {
  expect(Object.keys(metered).sort()).toEqual(Object.keys(forge).sort());
  expect(Object.keys(metered.default).sort()).toEqual(Object.keys(forge.default).sort());
  const own = ['asApp', 'asUser', 'requestConfluence', 'requestJira', 'default'] as const;
  expect(
    Object.keys(forge).filter((name) => Reflect.get(metered, name) !== Reflect.get(forge, name)),
  ).toEqual(expect.arrayContaining([...own]));
  expect(metered.route).toBe(forge.route);
});
