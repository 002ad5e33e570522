import * as fc from 'fast-check';
import { sumKey, parseSumKey, parsePolicySlotKey, policySlotKey, poolKey } from './keys';
import { anyObservation } from '../../test/support/arbitraries';

describe('the keys of a usage', () => {
  it('name a sum so that its parts come back, whatever an app calls its tags', () => {
    fc.assert(
      fc.property(anyObservation, fc.string({ minLength: 1 }), (call, tag) => {
        const { pool, route, trigger, method, template } = call;
        const id = { pool, route, trigger, tag, method, template };
        expect(parseSumKey(sumKey(id))).toEqual(id);
      }),
    );
  });

  it('give their parts to all who ask, so that nobody can change them, and after thousands of others, too', () => {
    const keyOf = (n: number): string => `app|production|jira|forge.asApp|person||GET|/rest/api/3/thing${n}`;
    const parts = parseSumKey(keyOf(0));
    expect(parseSumKey(keyOf(0))).toBe(parts);
    expect(() => Object.assign(parts ?? {}, { route: 'forge.asUser' })).toThrow(TypeError);
    expect(() => Object.assign(parts?.pool ?? {}, { app: 'other' })).toThrow(TypeError);
    for (let n = 1; n < 10_000; n += 1) expect(parseSumKey(keyOf(n))?.template).toBe(`/rest/api/3/thing${n}`);
    expect(parseSumKey(keyOf(0))).toEqual(parts);
  });

  it('of a length that nobody needs are read and not kept', () => {
    const key = `app|production|jira|forge.asApp|person||GET|/${'x'.repeat(100_000)}`;
    const parts = parseSumKey(key);
    expect(parts?.template).toHaveLength(100_001);
    expect(parseSumKey(key)).toEqual(parts);
    expect(parseSumKey(key)).not.toBe(parts);
  });

  it('are the same whatever was asked for before, by thousands of endpoints, routes, tags and policies', () => {
    const pools = ['own', 'other|app'].flatMap((app) =>
      ['PRODUCTION', 'STAGING'].map((environment) => ({ app, environment, product: 'jira' as const })),
    );
    for (let n = 0; n < 4_000; n += 1) {
      const [pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const }] = pools.slice(n % 4);
      const route = n % 3 === 0 ? ('forge.asApp' as const) : ('forge.asUser' as const);
      const id = { pool, route, trigger: 'event' as const, method: 'GET' as const };
      const tag = n % 5 === 0 ? null : `t${n % 5}`;
      const template = `/thing${(n * 7) % 900}`;
      const app = pool.app.replace('|', '%7C');
      const start = `${app}|${pool.environment}|jira`;
      expect(sumKey({ ...id, tag, template })).toBe(`${start}|${route}|event|${tag ?? ''}|GET|${template}`);
      const policy = { pool, policy: `p${(n * 7) % 900}`, enforcement: 'beta' as const, slot: n % 12 };
      expect(policySlotKey(policy)).toBe(`${start}|${policy.policy}|beta|${n % 12}`);
    }
  });

  it('stay what they were when the id that was asked with is used for another', () => {
    const pool = { app: 'first', environment: 'PRODUCTION', product: 'confluence' as const };
    expect(poolKey(pool)).toBe('first|PRODUCTION|confluence');
    pool.app = 'second';
    expect(poolKey(pool)).toBe('second|PRODUCTION|confluence');
    pool.app = 'first';
    expect(poolKey(pool)).toBe('first|PRODUCTION|confluence');
  });

  it('name a policy and five minutes so that they come back', () => {
    fc.assert(
      fc.property(anyObservation, fc.string(), fc.integer({ min: 0, max: 11 }), ({ pool }, policy, slot) => {
        const id = { pool, policy, enforcement: 'beta' as const, slot };
        expect(parsePolicySlotKey(policySlotKey(id))).toEqual(id);
      }),
    );
  });

  it('are not made of any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseSumKey(text)).toBeNull();
        expect(parsePolicySlotKey(text)).toBeNull();
      }),
    );
  });
});
