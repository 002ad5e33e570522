import * as fc from 'fast-check';
import { OpenSet, type Open } from './open-set';

const call = (): Open => ({
  ...{ openIn: null, openBefore: null, openAfter: null, isAnswered: true },
  settle: () => undefined,
});

describe('open calls', () => {
  const steps = fc.array(
    fc.record({
      does: fc.constantFrom('keep' as const, 'delete' as const),
      set: fc.nat({ max: 1 }),
      call: fc.nat({ max: 4 }),
    }),
    { maxLength: 30 },
  );

  it('are in the order in which they came, and each in one set, whatever joins, moves and leaves', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const calls = Array.from({ length: 5 }, call);
        const sets = [new OpenSet(), new OpenSet()] as const;
        const wanted: [Open[], Open[]] = [[], []];
        for (const step of all) {
          const [one, at] = [calls[step.call]!, step.set as 0 | 1];
          const other = at === 0 ? 1 : 0;
          const was = wanted[at].includes(one);
          wanted[at] = wanted[at].filter((known) => known !== one);
          if (step.does === 'delete') expect(sets[at].delete(one)).toBe(was);
          else {
            wanted[other] = wanted[other].filter((known) => known !== one);
            wanted[at].push(one);
            sets[at].keep(one);
          }
        }
        for (const at of [0, 1] as const) {
          expect(sets[at].list().map((one) => calls.indexOf(one))).toEqual(
            wanted[at].map((one) => calls.indexOf(one)),
          );
          expect(sets[at].isEmpty).toBe(wanted[at].length === 0);
        }
      }),
    );
  });
});
