/** Runs a client's round in a process of its own, as its users would. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAtlassianCloud } from '../../../emulator/cloud/server';

export interface Client {
  name: string;
  script: string;
  /** Needs the search that Atlassian removed. */
  legacySearch: boolean;
}

export const clients: readonly Client[] = [
  { name: 'jira.js', script: 'jira-js.mjs', legacySearch: false },
  { name: 'jira-client', script: 'jira-client.mjs', legacySearch: true },
  { name: 'jira-connector', script: 'jira-connector.mjs', legacySearch: true },
  { name: 'python3-jira', script: 'python_jira.py', legacySearch: true },
];

export interface Outcome {
  operation: string;
  /** `null`: it went as it should. */
  trouble: string | null;
}

const isPython = ({ script }: Client) => script.endsWith('.py');

/** As `npm test` found it. */
function python(): string {
  const named = process.env.POINTS_GAUGE_PYTHON ?? '/usr/bin/python3';
  if (spawnSync(named, ['-c', 'import jira']).status === 0) return named;
  throw new Error(`${named} has no python3-jira. "npm test" finds or installs it, or says what to do.`);
}

export function versionOf(client: Client): string {
  if (isPython(client))
    return spawnSync(python(), ['-c', 'import jira; print(jira.__version__)']).stdout.toString().trim();
  const file = join(__dirname, '../../../node_modules', client.name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const person = { accountId: 'ann-1', displayName: 'Ann Admin', admin: true, emailAddress: 'ann@example.com' };

export async function roundOf(client: Client): Promise<Outcome[]> {
  const sizes = { projects: 4, issuesPerProject: 80 };
  const site = {
    cloudId: 'c',
    name: 'acme',
    edition: 'standard' as const,
    users: 20,
    people: [person],
    sizes,
  };
  const running = await startAtlassianCloud({ sites: [site], legacySearch: client.legacySearch });
  const env = {
    ...process.env,
    CLOUD_URL: running.url,
    CLOUD_EMAIL: person.emailAddress,
    CLOUD_SECRET: 'any',
  };
  const program = isPython(client) ? python() : process.execPath;
  const child = spawn(program, [join(__dirname, client.script)], { env });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await running.close();
  if (code !== 0) throw new Error(`${client.name} ended with ${String(code)}:\n${errors}`);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}
