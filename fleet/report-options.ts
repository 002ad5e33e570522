/** Where back ends report to, and what they are called. */
import { readFileSync } from 'node:fs';
import { InputError } from '../src/input-error';
import { readPlace } from './listen-option';
import type { ReportPlace } from './reports/report-server';

/** @throws InputError for a place that is none, and files that cannot be read */
export function reportPlace(
  text: string | undefined,
  certFile: string | undefined,
  keyFile: string | undefined,
): ReportPlace | null {
  const tls = certFile === undefined && keyFile === undefined ? null : tlsOf(certFile, keyFile);
  if (text === undefined) {
    if (tls !== null) throw new InputError('--tls-cert and --tls-key are for --reports: name its host:port.');
    return null;
  }
  return { ...readPlace('reports', text), tls };
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined): { cert: string; key: string } {
  if (certFile === undefined || keyFile === undefined)
    throw new InputError('--tls-cert and --tls-key belong together: one of them is missing.');
  return { cert: contentOf(certFile, 'certificate'), key: contentOf(keyFile, 'key') };
}

function contentOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The file of the ${what} cannot be read: ${why}`, { cause: error });
  }
}

/** @throws InputError */
export function sourceName(text: string): string {
  const name = text.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(name) || name === 'own')
    throw new InputError(
      `"${text.slice(0, 60)}" is no name of a back end: letters, digits, spaces and . _ - , 40 at most, and not "own".`,
    );
  return name;
}
