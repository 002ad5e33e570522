import { atlassianGateway } from '../gateway';
import { InputError } from '../../src/input-error';
import { readSiteFile } from '../site-file';
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
 * @throws InputError
 */
export function readTellOptions(
  { keyFile, form, addressFile }: TellArguments,
  env: Readonly<Record<string, string | undefined>>,
  gateway: string,
): TellOptions | null {
  if (form !== undefined && form !== 'bands' && form !== 'figures')
    throw new InputError('--tell is bands or figures.');
  const variable = env[privateKeyVariable] ?? '';
  if (keyFile === undefined && variable === '') {
    if (form !== undefined || addressFile !== undefined)
      throw new InputError(
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
  const form = 'the address of its web trigger pg-notice, as "forge webtrigger create" shows it';
  return readSiteFile(file, { what: 'web triggers', form }, (line) => {
    const [, siteId, address] = /^\s*([\w-]{1,64})\s*[,;\t]\s*(\S+)\s*$/.exec(line) ?? [];
    const isSite =
      siteId !== undefined && address !== undefined && readNoticeAddress(address, isEmulated) !== null;
    return isSite ? [siteId, address] : null;
  });
}
