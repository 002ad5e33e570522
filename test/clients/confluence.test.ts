/** Clients that nobody here wrote, unmodified, do a full round with the emulated Confluence over HTTP. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startAtlassianCloud } from '../../emulator/cloud/server';
import { tableOf, writeTable, writtenTable, type StepResult } from './compatibility';

const emailAddress = 'mia@acme.example';
const mia = { accountId: 'mia', displayName: 'Mia', admin: true, emailAddress };

async function roundOf(script: string): Promise<StepResult[]> {
  const running = await startAtlassianCloud({ people: [mia] });
  try {
    const args = [`test/clients/${script}`, JSON.stringify({ host: running.url, email: emailAddress })];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as StepResult[];
  } finally {
    await running.close();
  }
}

const clients = [
  ['confluence.js 3.2.0', 'confluence-js-3.mjs'],
  ['confluence.js 2.1.0', 'confluence-js-2.mjs'],
  ['confluence-api 1.4.0', 'confluence-api-1.mjs'],
] as const;

const rounds: [string, StepResult[]][] = [];

test.each(clients)(
  '%s goes through every step of its round',
  async (client, script) => {
    const results = await roundOf(script);
    rounds.push([client, results]);
    expect(results.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(results.length).toBeGreaterThan(4);
  },
  120_000,
);

test('the document has the table that these rounds make', () => {
  const table = tableOf(rounds);
  writeTable('confluence', table);
  expect(writtenTable('confluence')).toBe(table);
});
