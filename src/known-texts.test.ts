import fc from 'fast-check';
import { KnownTexts } from './known-texts';

test('what is kept is what was made of the text, bounded in number and in length', () => {
  const steps = fc.array(fc.tuple(fc.string({ maxLength: 12 }), fc.integer()), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (all) => {
      const known = new KnownTexts<number>(5, 8);
      const made = new Map<string, number>();
      for (const [text, value] of all) {
        known.keep(text, value);
        made.set(text, value);
        const kept = [...made.keys()].filter((one) => known.get(one) !== undefined);
        expect(kept.length).toBeLessThanOrEqual(5);
        for (const one of kept) expect([one.length <= 8, known.get(one)]).toEqual([true, made.get(one)]);
        expect(known.get(text)).toBe(text.length <= 8 ? value : undefined);
      }
    }),
  );
});
