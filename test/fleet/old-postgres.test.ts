/** A server that is too old, played by the client: none is installed here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../fleet/store/postgres';

const folder = mkdtempSync(join(tmpdir(), 'points-gauge-old-postgres-'));
let client = '';
jest.mock('../../fleet/store/optional-peer', () => ({ peerFile: () => client }));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  [130_014, '13.14 (Debian)', false],
  [140_000, '14.0', true],
])('a server that says %i is of version %s: taken is %s', async (number, version, isTaken) => {
  client = join(folder, `pg-${String(number)}.js`);
  writeFileSync(
    client,
    `exports.Pool = class {
       on() {}
       query() { return Promise.resolve({ rows: [${JSON.stringify({ number, version })}] }); }
       end() { return Promise.resolve(); }
     };`,
  );
  const opened = openPostgres('postgres://fleet:secret@db.example.com/fleet');
  if (isTaken) await (await opened).close();
  else
    await expect(opened).rejects.toThrow(
      /^PostgreSQL at db\.example\.com\/fleet is of version 13\.14 \(Debian\): the fleet needs PostgreSQL 14 or later\. Nothing was changed there\.$/,
    );
});
