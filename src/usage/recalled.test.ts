import { recalled } from './recalled';

interface Id {
  part: string;
  n: number;
}
/** A key of an id, and whether it had to be made. */
function asking(keyOf: (id: Id) => string = ({ part, n }) => `${part}|${n}`) {
  let made = 0;
  const key = recalled<Id>(
    (id) => {
      made += 1;
      return keyOf(id);
    },
    ({ part }) => part,
    (a, b) => a.n === b.n,
    (id) => ({ ...id }),
  );
  return (part: string, n: number): [string, boolean] => {
    const before = made;
    return [key({ part, n }), made > before];
  };
}

describe('a key that is asked for again and again', () => {
  it('is made once, of four ids that share a part, and the one that was known longest goes for a fifth', () => {
    const ask = asking();
    for (const n of [1, 2, 3, 4]) expect(ask('p', n)).toEqual([`p|${n}`, true]);
    for (const n of [1, 2, 3, 4]) expect(ask('p', n)).toEqual([`p|${n}`, false]);
    expect(ask('p', 5)).toEqual(['p|5', true]);
    for (const n of [2, 3, 4, 5]) expect(ask('p', n)).toEqual([`p|${n}`, false]);
    expect(ask('p', 1)).toEqual(['p|1', true]);
  });

  it('is known of 512 parts, and all are let go for one more', () => {
    const ask = asking();
    for (let i = 1; i <= 512; i += 1) ask(`p${i}`, 1);
    expect([ask('p1', 1), ask('p512', 1)]).toEqual([
      ['p1|1', false],
      ['p512|1', false],
    ]);
    ask('p513', 1);
    expect([ask('p513', 1), ask('p512', 1)]).toEqual([
      ['p513|1', false],
      ['p512|1', true],
    ]);
  });

  it('is not kept where it is longer than 600 characters', () => {
    const ask = asking(({ n }) => 'x'.repeat(n));
    ask('p', 1);
    expect([ask('p', 600)[1], ask('p', 600)[1]]).toEqual([true, false]);
    expect([ask('p', 601)[1], ask('p', 601)[1]]).toEqual([true, true]);
    expect(ask('q', 601)[0]).toHaveLength(601);
  });

  it('stays what it was when the id that was asked with is used for another', () => {
    const key = recalled<Id>(
      ({ n }) => `key ${n}`,
      ({ part }) => part,
      (a, b) => a.n === b.n,
      (id) => ({ ...id }),
    );
    const id = { part: 'p', n: 1 };
    expect(key(id)).toBe('key 1');
    id.n = 2;
    expect([key(id), key({ part: 'p', n: 1 })]).toEqual(['key 2', 'key 1']);
  });
});
