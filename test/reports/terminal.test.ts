import { plainStream } from '../../cli/terminal';

/** What a command's stream writes. */
function written(text: string): string {
  let all = '';
  plainStream({ isTTY: false, write: (some: string | Uint8Array) => (all += String(some)) !== '' }).write(
    text,
  );
  return all;
}

test('a name neither begins a line of its own nor breaks the JSON that it stands in', () => {
  const name = 'Acme\u2028Wrote\u2029all\u0085 \u{e0041}\u061cok\u001b]8;;https://evil.example\u0007';
  expect(written(`Site ${name}\n`)).toBe('Site Acme Wrote all  ok\n');
  expect(JSON.parse(written(JSON.stringify({ name: 'Acme\u2028Wrote' })))).toEqual({ name: 'Acme Wrote' });
});
