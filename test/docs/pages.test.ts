import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headerNames } from '../../scripts/docs/header-names';
import { pages } from '../../scripts/docs/pages';
import { readProducts } from '../../src/headers/product';
import { readRateLimits } from '../../src/headers/read';
import { headerSource } from '../../src/headers/source';
import { captures } from '../headers/fixtures';

/** Every header that the reader asks for, over all products, statuses and recorded responses. */
function namesAskedFor(): Set<string> {
  const asked = new Set<string>();
  for (const product of [undefined, ...readProducts]) {
    for (const status of [null, 200, 429, 503]) {
      for (const headers of [[], ...captures.map((capture) => capture.headers)]) {
        const source = headerSource(headers);
        const watched = { get: (name: string) => (asked.add(name), source.get(name)) };
        readRateLimits(watched, { status, receivedAtMs: 0, product });
      }
    }
  }
  return asked;
}

describe('The generated pages', () => {
  test.each(Object.entries(pages(captures)))('docs/%s is what "npm run docs" writes', (name, text) => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8')).toBe(text);
  });

  test('name every header that is read, and no other', () => {
    const named = headerNames.flatMap(({ names }) => names);
    expect(new Set(named)).toEqual(namesAskedFor());
    expect(new Set(named).size).toBe(named.length);
  });
});
