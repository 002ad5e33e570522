import { partsOfLists } from './hour-account';
import { partOf } from './record-lists';

test('the list of a writer is in one of sixteen parts, by the writer and nothing else', () => {
  const writers = ['a1b2c3d4e5f6', 'r0123456fedcba9876543210', 'writer000001'];
  expect(writers.map(partOf)).toEqual([13, 4, 13]);
  expect([...Array(200).keys()].map((n) => partOf(`writer${n}`)).sort((a, b) => b - a)[0]).toBe(15);
  const refused = new Map([
    ['a1b2c3d4e5f6', [9, 9]],
    ['r0123456fedcba9876543210', [1, 1]],
  ]);
  expect([...partsOfLists({ merged: new Map(), refused })]).toEqual([
    [13, { merged: new Map(), refused: new Map([['a1b2c3d4e5f6', [9, 9]]]) }],
    [4, { merged: new Map(), refused: new Map([['r0123456fedcba9876543210', [1, 1]]]) }],
  ]);
});
