import { readFileSync } from 'node:fs';
import { atlassianGateway } from '../gateway';
import { FleetInputError } from '../input-error';
import type { ToldForm } from './compose-notice';
import { keyIn, privateKeyVariable, readKeyFile } from './keys-command';
import { readNoticeAddress } from './notice-address';
import type { TellOptions } from './teller';

export interface TellArguments {
  keyFile: string | undefined;
  form: string | undefined;
  addressFile: string | undefined;
}

/**
 * @returns `null` where there is no key: then the sites are told nothing
 * @throws FleetInputError
 */
export function readTellOptions(
  { keyFile, form, addressFile }: TellArguments,
  env: Readonly<Record<string, string | undefined>>,
  gateway: string,
): TellOptions | null {
  if (form !== undefined && form !== 'bands' && form !== 'figures')
    throw new FleetInputError('--tell is bands or figures.');
  const variable = env[privateKeyVariable] ?? '';
  if (keyFile === undefined && variable === '') {
    if (form !== undefined || addressFile !== undefined)
      throw new FleetInputError(
        `--tell and --triggers need the key that signs: --key-file, or ${privateKeyVariable}. "points-gauge fleet keys" makes one.`,
      );
    return null;
  }
  const isEmulated = gateway !== atlassianGateway;
  return {
    privateKey: keyFile === undefined ? keyIn(variable, privateKeyVariable) : readKeyFile(keyFile),
    form: (form ?? 'bands') satisfies ToldForm,
    addresses: addressFile === undefined ? new Map() : readAddresses(addressFile, isEmulated),
    isEmulated,
  };
}

/** A site a line: its id, a comma, the address of its web trigger. */
function readAddresses(file: string, isEmulated: boolean): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FleetInputError(`The file of web triggers cannot be read: ${why}`, { cause: error });
  }
  const addresses = new Map<string, string>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, siteId, address] = /^\s*([\w-]{1,64})\s*[,;\t]\s*(\S+)\s*$/.exec(line) ?? [];
    if (siteId === undefined || address === undefined || readNoticeAddress(address, isEmulated) === null)
      throw new FleetInputError(
        `Line ${String(at + 1)} of ${file} is no site: its id, a comma, and the address of its web trigger pg-notice, as "forge webtrigger create" shows it.`,
      );
    addresses.set(siteId, address);
  }
  return addresses;
}
