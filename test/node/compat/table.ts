/** The table of docs/ingest.md, made of what the clients' run showed. */

export interface Scenario {
  error: string | null;
  seen: {
    method: string;
    status: number | null;
    objects: number | null;
    path: string;
    reason: string | null;
  }[];
}

export type Calls = Partial<Record<string, Scenario>>;
export type Results = Partial<Record<string, { version: string; calls: Calls }>>;

const headings = ['Counted', 'Objects', 'Refusal', 'Retry', 'Abort', 'Stream', 'FormData', 'Redirect'];

export function tableOf(results: Results): string {
  const rows = Object.entries(results).flatMap(([name, one]) =>
    one === undefined ? [] : [[name, one.version, ...cells(one.calls)]],
  );
  const lines = [['Client', 'Version', ...headings], ['---', '---', ...headings.map(() => '---')], ...rows];
  return lines.map((cell) => `| ${cell.join(' | ')} |`).join('\n');
}

function cells(calls: Calls): string[] {
  const of = (scenario: string): Scenario['seen'] | null => calls[scenario]?.seen ?? null;
  const read = of('read');
  const retry = of('retry');
  const redirect = of('redirect');
  return [
    read?.length === 1 ? 'once' : 'no',
    (read?.[0]?.objects ?? null) === null ? 'range' : 'counted',
    of('refused')?.[0]?.status === 429 ? 'yes' : 'no',
    retry === null ? 'makes none' : retry.length === 3 ? 'each try' : 'no',
    of('abort')?.[0]?.status === null && of('abortedBefore')?.length === 0 ? 'yes' : 'not seen',
    of('stream')?.length === 1 ? 'range' : 'not seen',
    of('formData')?.[0]?.status === 200 ? 'yes' : 'no',
    redirect?.length === 1 ? 'one call' : 'each hop',
  ];
}
