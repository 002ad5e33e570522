import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../cli/read';
import type { RateLimits } from '../../src/model';
import { pasteForms, type PasteForm } from '../../src/paste/response';

/** What somebody pasted, or a kind of it, and what `points-gauge read` has to make of it. */
interface Paste {
  id: string;
  what: string;
  source: string;
  args?: string[];
  stdin?: string;
  stdinBase64?: string;
  expected:
    | {
        exit: 0;
        form: PasteForm;
        status: number | null;
        refused: boolean;
        retryInSeconds: number | null;
        responses: number;
      }
    | { exit: 2; says: string };
}

const pastes = JSON.parse(
  readFileSync(join(__dirname, '../fixtures/reports/pastes.json'), 'utf8'),
) as Paste[];
const at = '2026-11-20T10:20:30Z';

async function run({ stdin, stdinBase64, args = [] }: Paste, ...more: string[]) {
  const input = stdinBase64 === undefined ? Buffer.from(stdin ?? '') : Buffer.from(stdinBase64, 'base64');
  let out = '';
  let err = '';
  // In pieces, as a pipe hands it over: a letter of several bytes may fall apart between two.
  const pieces = (async function* () {
    for (let i = 0; i < input.length; i += 7) yield await Promise.resolve(input.subarray(i, i + 7));
  })();
  const exit = await read(
    [...args, ...more, '--at', at],
    pieces,
    { write: (text: string) => (out += text) },
    { write: (text: string) => (err += text) },
  );
  return { exit, out, err };
}

describe('What people paste', () => {
  test.each(pastes.map((paste) => [paste.id, paste.what, paste] as const))(
    '%s: %s',
    async (_id, _what, paste) => {
      const { expected } = paste;
      const { exit, out, err } = await run(paste);
      expect({ exit, err: expected.exit === 0 ? err : '' }).toEqual({ exit: expected.exit, err: '' });
      if (expected.exit === 2) {
        expect(out).toBe('');
        expect(err).toContain(expected.says);
        return;
      }
      const many = expected.responses > 1 ? `: ${expected.responses} responses` : '';
      expect(out.split('\n')[0]).toContain(`Read as ${pasteForms[expected.form]}${many}`);
      if (many === '') expect(out.split('\n')[0]).toContain(`status ${String(expected.status)}`);
      const json = await run(paste, '--json');
      const { throttle } = JSON.parse(json.out) as RateLimits;
      expect(throttle !== null).toBe(expected.refused);
      const retryAtMs = throttle?.retryAtMs ?? null;
      expect(retryAtMs === null ? null : (retryAtMs - Date.parse(at)) / 1000).toBe(expected.retryInSeconds);
    },
  );

  test('each names its source, and no two have one id', () => {
    expect(pastes.filter(({ source, what }) => source === '' || what === '')).toEqual([]);
    expect(new Set(pastes.map(({ id }) => id)).size).toBe(pastes.length);
  });
});
