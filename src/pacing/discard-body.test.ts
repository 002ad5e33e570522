import { discardBody } from './discard-body';

const bodyWith = (names: readonly string[], isLocked = false) => {
  const called: string[] = [];
  const methods = names.map((name) => [name, () => called.push(name)]);
  return { called, body: { locked: isLocked, ...Object.fromEntries(methods) } as unknown };
};

it.each<[string[], boolean, string[]]>([
  [['cancel'], false, ['cancel']],
  [['destroy'], false, ['destroy']],
  [['cancel', 'destroy'], false, ['cancel']],
  [['cancel'], true, []],
  [['cancel', 'destroy'], true, ['destroy']],
  [[], false, []],
])('a body with %j, locked: %s, is let go by %j', (names, isLocked, expected) => {
  const { called, body } = bodyWith(names, isLocked);
  discardBody({ body });
  expect(called).toEqual(expected);
});

it('what has no body, or one that refuses, is no fault of the call', async () => {
  for (const answer of [undefined, null, 'text', {}, { body: null }]) discardBody(answer);
  discardBody({ body: { cancel: () => Promise.reject(new Error('locked')) } });
  discardBody({
    body: {
      destroy: () => {
        throw new Error('gone');
      },
    },
  });
  await Promise.resolve();
  expect.assertions(0);
});

it('the stream of a real response is cancelled', async () => {
  let reason: unknown = 'not cancelled';
  const stream = new ReadableStream({
    cancel: (why: unknown) => {
      reason = why;
    },
  });
  discardBody(new Response(stream));
  await Promise.resolve();
  expect(reason).toBeUndefined();
});
