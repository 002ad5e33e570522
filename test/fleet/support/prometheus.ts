/** A Prometheus of this machine that scrapes what a test serves. None is an error: a test that is skipped in silence proves nothing. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/until';
import { freePort } from './free-port';

export interface TestPrometheus {
  /** An instant query: each series' labels and value. */
  query(promQl: string): Promise<{ labels: Record<string, string>; value: number }[]>;
  /** Its own API below `/api/v1/`. */
  get(path: string): Promise<unknown>;
  /** Waits for what it shows after one of its next scrapes. */
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

const scrapedEveryMs = 500;

/** As `npm test` found it; `npx jest` alone looks where Debian has it. */
export function prometheusProgram(program: 'prometheus' | 'promtool'): string {
  const named = process.env['POINTS_GAUGE_PROMETHEUS'];
  const file = join(named === undefined || named === '' ? '/usr/bin' : named, program);
  if (!existsSync(file))
    throw new Error(
      'No Prometheus was named: npm test finds one, or says how to get it (POINTS_GAUGE_PROMETHEUS).',
    );
  return file;
}

export function promtool(args: readonly string[], input?: string): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(prometheusProgram('promtool'), args, {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { code: status, output: stdout + stderr };
}

export async function startPrometheus(options: {
  /** `host:port` of what it scrapes, with the token for it. */
  target: string;
  token: string;
  rules: string;
}): Promise<TestPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-prometheus-'));
  const port = await freePort();
  const interval = `${String(scrapedEveryMs)}ms`;
  writeFileSync(join(folder, 'token'), options.token);
  writeFileSync(
    join(folder, 'prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: interval, scrape_timeout: '400ms', evaluation_interval: interval },
      rule_files: [options.rules],
      scrape_configs: [
        {
          job_name: 'points-gauge',
          authorization: { credentials_file: join(folder, 'token') },
          static_configs: [{ targets: [options.target] }],
        },
      ],
    }),
  );
  const process = spawn(
    prometheusProgram('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${String(port)}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  process.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => {
    process.on('exit', () => {
      resolve();
    });
  });
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/${path}`);
    const body = (await response.json()) as { status: string; data: unknown; error?: string };
    if (body.status !== 'success') throw new Error(`Prometheus: ${body.error ?? 'no answer'}`);
    return body.data;
  };
  await until('Prometheus answers', async () => {
    if (process.exitCode !== null) throw new Error(`Prometheus ended: ${said}`);
    return (await fetch(`http://127.0.0.1:${String(port)}/-/ready`).catch(() => null))?.ok === true;
  });
  return {
    get,
    // Twice a scrape: asked as often as anything else, it is busy with nothing but the questions for most of the test.
    until: (what, holds) => until(what, holds, scrapedEveryMs / 2),
    query: async (promQl) => {
      const { result } = (await get(`query?query=${encodeURIComponent(promQl)}`)) as {
        result: { metric: Record<string, string>; value: [number, string] }[];
      };
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    stop: async () => {
      process.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
