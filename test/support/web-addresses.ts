import fc from 'fast-check';
import { anyCharacter } from './any-character';

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
const plain = `${letters}${letters.toUpperCase()}${digits}-._~!$&'()*+,;=:@`;

function percentEncoded(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${(character.codePointAt(0) ?? 0).toString(16)}` : encoded;
}

/** One in eleven is some character of Unicode, percent-encoded. */
const textOf = (characters: string): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom(...characters.split('')) },
      { weight: 1, arbitrary: anyCharacter.map(percentEncoded) },
    ),
  });

/** As `fc.webPath()` has them, which makes a list of a million characters for it: see {@link anyCharacter}. */
export const webPath = fc
  .array(textOf(plain))
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));

/** As `fc.webUrl({ withQueryParameters: true })` has them. */
export const webUrl = fc
  .tuple(fc.constantFrom('http', 'https'), fc.domain(), webPath, fc.option(textOf(`${plain}/?`)))
  .map(([scheme, domain, path, query]) => `${scheme}://${domain}${path}${query === null ? '' : `?${query}`}`);
