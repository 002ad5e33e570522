import { textOrder } from './text-order';

test('texts are in the order of their characters, and equal ones are equal', () => {
  const texts = ['b', 'Z', 'a', '', 'ab', 'a', 'ä'];
  expect([...texts].sort(textOrder)).toEqual(['', 'Z', 'a', 'a', 'ab', 'b', 'ä']);
  expect([textOrder('a', 'a'), textOrder('a', 'b'), textOrder('b', 'a')]).toEqual([0, -1, 1]);
});
