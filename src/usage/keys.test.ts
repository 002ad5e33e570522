import * as fc from 'fast-check';
import {
  otherTemplate,
  parseEndpointKey,
  parsePeopleKey,
  parsePolicySlotKey,
  parsePoolKey,
  parseProblemKey,
  parseSumKey,
  policySlotKey,
  poolKey,
  sumKey,
} from './keys';
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
    const others = Array.from({ length: 9_999 }, (_none, n) => n + 1);
    expect(others.map((n) => parseSumKey(keyOf(n))?.template)).toEqual(
      others.map((n) => `/rest/api/3/thing${n}`),
    );
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
    const made: string[] = [];
    const wanted: string[] = [];
    for (let n = 0; n < 4_000; n += 1) {
      const [pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const }] = pools.slice(n % 4);
      const route = n % 3 === 0 ? ('forge.asApp' as const) : ('forge.asUser' as const);
      const id = { pool, route, trigger: 'event' as const, method: 'GET' as const };
      const tag = n % 5 === 0 ? null : `t${n % 5}`;
      const template = `/thing${(n * 7) % 900}`;
      const app = pool.app.replace('|', '%7C');
      const start = `${app}|${pool.environment}|jira`;
      made.push(sumKey({ ...id, tag, template }));
      wanted.push(`${start}|${route}|event|${tag ?? ''}|GET|${template}`);
      const policy = { pool, policy: `p${(n * 7) % 900}`, enforcement: 'beta' as const, slot: n % 12 };
      made.push(policySlotKey(policy));
      wanted.push(`${start}|${policy.policy}|beta|${n % 12}`);
    }
    expect(made).toEqual(wanted);
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

  it('are told apart by each of their parts, of one endpoint or policy, too', () => {
    const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
    const call = {
      ...{ pool, route: 'forge.asApp' as const, trigger: 'event' as const, tag: null },
      ...{ method: 'GET' as const, template: otherTemplate },
    };
    const others = [
      ...[
        {},
        { method: 'POST' as const },
        { route: 'forge.asUser' as const },
        { trigger: 'person' as const },
      ],
      ...[{ tag: 'sync' }, { pool: { ...pool, app: 'b' } }, { pool: { ...pool, environment: 'STAGING' } }],
      { pool: { ...pool, product: 'confluence' as const } },
    ];
    expect(others.map((change) => sumKey({ ...call, ...change }))).toEqual([
      'own|PRODUCTION|jira|forge.asApp|event||GET|{other}',
      'own|PRODUCTION|jira|forge.asApp|event||POST|{other}',
      'own|PRODUCTION|jira|forge.asUser|event||GET|{other}',
      'own|PRODUCTION|jira|forge.asApp|person||GET|{other}',
      'own|PRODUCTION|jira|forge.asApp|event|sync|GET|{other}',
      'b|PRODUCTION|jira|forge.asApp|event||GET|{other}',
      'own|STAGING|jira|forge.asApp|event||GET|{other}',
      'own|PRODUCTION|confluence|forge.asApp|event||GET|{other}',
    ]);
    const slot = { pool, policy: 'q', enforcement: 'enforced' as const, slot: 1 };
    const slots = [{}, { slot: 2 }, { enforcement: 'beta' as const }, { pool: { ...pool, app: 'b' } }];
    expect(slots.map((change) => policySlotKey({ ...slot, ...change }))).toEqual([
      'own|PRODUCTION|jira|q|enforced|1',
      'own|PRODUCTION|jira|q|enforced|2',
      'own|PRODUCTION|jira|q|beta|1',
      'b|PRODUCTION|jira|q|enforced|1',
    ]);
  });

  it.each<[string, (key: string) => object | null, string, object]>([
    [
      'sum',
      parseSumKey,
      'a%7Cb|X|jira|forge.asApp|event||GET|/a%25',
      {
        ...{ pool: { app: 'a|b', environment: 'X', product: 'jira' }, route: 'forge.asApp' },
        ...{ trigger: 'event', tag: null, method: 'GET', template: '/a%' },
      },
    ],
    [
      'policy',
      parsePolicySlotKey,
      '|X|jira|q|beta|11',
      { pool: { app: '', environment: 'X', product: 'jira' }, policy: 'q', enforcement: 'beta', slot: 11 },
    ],
    ['pool', parsePoolKey, 'a|X|jira', { app: 'a', environment: 'X', product: 'jira' }],
    [
      'pool and route',
      parsePeopleKey,
      'a|X|jira|forge.asUser',
      { pool: { app: 'a', environment: 'X', product: 'jira' }, route: 'forge.asUser' },
    ],
    [
      'endpoint',
      parseEndpointKey,
      'a|X|jira|PUT|/b',
      { pool: { app: 'a', environment: 'X', product: 'jira' }, method: 'PUT', template: '/b' },
    ],
    [
      'problem',
      parseProblemKey,
      'a|X|jira|retry-after|badTime',
      { pool: { app: 'a', environment: 'X', product: 'jira' }, header: 'retry-after', kind: 'badTime' },
    ],
  ])('of a %s are read with all of their parts and none more', (_name, parse, key, id) => {
    expect(parse(key)).toEqual(id);
    expect(parse(`${key}|x`)).toBeNull();
    expect(parse(`${key}|`)).toBeNull();
    expect(parse(key.slice(0, key.lastIndexOf('|')))).toBeNull();
  });

  it('are known of 4,096 sums, and all are let go for one more', () => {
    const keyOf = (n: number): string => `known|production|jira|forge.asApp|person||GET|/bound${n}`;
    let next = 0;
    /** How many names are asked for anew until the one before them has to be read again. */
    const untilForgotten = (): number => {
      const first = keyOf((next += 1));
      const parts = parseSumKey(first);
      for (let more = 1; ; more += 1) {
        parseSumKey(keyOf((next += 1)));
        if (parseSumKey(first) !== parts) return more;
      }
    };
    // The first time begins somewhere. After it two names are known: the one that was read again, and the last.
    untilForgotten();
    expect(2 + untilForgotten()).toBe(4_096);
  });
});
