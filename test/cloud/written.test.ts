import fc from 'fast-check';
import { JsonText, keepText, written } from '../../emulator/cloud/written';

const person = keepText({
  accountId: 'a',
  displayName: 'Zoë "Z" \u2028',
  avatarUrls: { '48x48': 'http://x' },
});
const plainPerson = { accountId: 'a', displayName: 'Zoë "Z" \u2028', avatarUrls: { '48x48': 'http://x' } };
const earlier = () => JsonText.of({ id: 1, author: person }).json;

describe('a value that is written', () => {
  it('is what JSON.stringify makes of it, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('has what lasts and what was written before in their places, at any depth and as often as they stand there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('last', 'earlier', 'plain')), (kinds) => {
        const pick = <T>(last: T, text: T) =>
          kinds.map((kind) => (kind === 'last' ? last : kind === 'earlier' ? { in: [text] } : { kind }));
        const plain = pick<unknown>(plainPerson, { id: 1, author: plainPerson });
        expect(written({ all: pick<unknown>(person, earlier()) })).toBe(JSON.stringify({ all: plain }));
      }),
    );
  });

  it('leaves a lasting object a value like any other outside of it', () => {
    expect(JSON.stringify([person, earlier()])).toBe(
      JSON.stringify([plainPerson, { id: 1, author: plainPerson }]),
    );
    expect({ ...person }).toEqual(plainPerson);
    expect(Object.keys(person)).toEqual(Object.keys(plainPerson));
  });

  it('counts as its own what no lasting part has', () => {
    const alone = JsonText.of({ author: null }).ownCharacters;
    expect(JsonText.of({ author: person }).ownCharacters).toBeLessThan(alone + 50);
  });

  it('fails as JSON.stringify does on what is none, and the next is whole again', () => {
    const circle: Record<string, unknown> = { person };
    circle['self'] = circle;
    expect(() => written(circle)).toThrow(TypeError);
    expect(written({ person })).toBe(JSON.stringify({ person: plainPerson }));
  });
});
