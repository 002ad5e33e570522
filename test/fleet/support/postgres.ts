/**
 * A PostgreSQL of this machine for one test file, in a folder of its own, on a port of loopback. None is an error: a test that is skipped in
 * silence proves nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

export interface TestPostgres {
  /** `postgres://…` of an empty database. */
  address: string;
  /** Ends every connection of the others as a server does that goes away. */
  cutConnections(): void;
  stop(): void;
}

/** PostgreSQL refuses to run as root: then it runs as its own user, whom Debian's package makes. */
const isRoot = process.getuid?.() === 0;

export async function startPostgres(): Promise<TestPostgres> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-pg-'));
  if (isRoot) chownSync(folder, userId('-u'), userId('-g'));
  const data = join(folder, 'data');
  const port = await freePort();
  run(join(programs, 'initdb'), [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'fleet',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ]);
  const settings = `-c listen_addresses=127.0.0.1 -c port=${String(port)} -c unix_socket_directories=${folder} -c fsync=off -c shared_buffers=32MB`;
  run(join(programs, 'pg_ctl'), [
    '-D',
    data,
    '-w',
    '-t',
    '60',
    '-l',
    join(folder, 'log'),
    '-o',
    settings,
    'start',
  ]);
  const address = `postgres://fleet@127.0.0.1:${String(port)}/postgres`;
  const psql = (sql: string): void => {
    run(join(programs, 'psql'), [address, '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
  };
  return {
    address,
    cutConnections: () => {
      psql(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
      );
    },
    stop: () => {
      run(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As `npm test` found it; `npx jest` alone looks where Debian has it. */
function findPrograms(): string {
  const named = process.env['POINTS_GAUGE_POSTGRES'];
  if (named !== undefined && named !== '') return named;
  const debian = '/usr/lib/postgresql';
  const [newest] = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  if (newest !== undefined) return join(debian, newest, 'bin');
  throw new Error(
    'No PostgreSQL was named: npm test finds one, or says how to get it (POINTS_GAUGE_POSTGRES).',
  );
}

function run(program: string, args: readonly string[]): void {
  const [file, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
  // pg_ctl leaves a server behind, which would hold a pipe open for ever.
  const { status, stderr, error } = spawnSync(file, all, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', program.endsWith('pg_ctl') ? 'ignore' : 'pipe'],
    cwd: tmpdir(),
  });
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(
      `${program} ${String(args[0])} failed (${String(status)}): ${(stderr as string | null) ?? ''}`,
    );
}

function userId(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
