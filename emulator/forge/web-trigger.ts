import { list, record, text } from '../cloud/untrusted';
import type { WebTriggerModule } from './manifest';

export interface WebTriggerRequest {
  method: string;
  /** As it was called. */
  path: string;
  /** Below the trigger's own address, with a leading slash; empty at the address itself. */
  userPath: string;
  /** Forge hands headers and query values over as lists of texts. */
  headers: Record<string, string[]>;
  queryParameters: Record<string, string[]>;
  body: string;
}

export interface WebTriggerAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

/** What the caller gets for what the handler returned. A handler's mistake becomes a 500 that says so. */
export function webTriggerAnswer(trigger: WebTriggerModule, returned: unknown): WebTriggerAnswer {
  const { outputKey, statusCode, headers, body } = record(returned);
  if (trigger.outputs !== null) {
    const output = trigger.outputs.find((known) => known.key === outputKey);
    if (output === undefined) return mistake(`no output "${String(text(outputKey))}" in the manifest`);
    return { status: output.statusCode, headers: [['content-type', output.contentType]], body: output.body };
  }
  if (typeof statusCode !== 'number') return mistake('no statusCode in what the function returned');
  return {
    status: statusCode,
    headers: Object.entries(record(headers)).flatMap(([name, values]) =>
      list(values).map((value): [string, string] => [name, String(value)]),
    ),
    body: text(body) ?? '',
  };
}

function mistake(what: string): WebTriggerAnswer {
  return { status: 500, headers: [['content-type', 'text/plain']], body: `Web trigger: ${what}.` };
}
