/** `points-gauge fleet keys`: makes the pair by which the sites know their owner's word. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import { makeNoticeKeys, publicKeyOf, readPrivateKey } from '../../src/pool-notice/keys';
import { InputError, orUsage } from '../../src/input-error';

export const defaultKeyFile = 'points-gauge-fleet.key';
export const privateKeyVariable = 'POINTS_GAUGE_FLEET_PRIVATE_KEY';

export const keysUsage = `Usage: points-gauge fleet keys [--key-file <file>]

Makes an Ed25519 key pair. The private key is written to the file, which only you can read (${defaultKeyFile} when left out; a file that is
there is left alone, and its public key shown). The public key is printed: the app's sites get it as a variable.

To replace a key: make a second one in another file, set both public keys with a space between, deploy, start the fleet with the new file,
then set the new one alone and deploy again.`;

/** @throws InputError */
export function keysCommand(args: readonly string[], out: { write: (text: string) => unknown }): void {
  const file = fileOf(args);
  if (file === 'help') {
    out.write(`${keysUsage}\n`);
    return;
  }
  const made = writeNewKey(file);
  const publicKey = made ?? publicKeyOf(readKeyFile(file));
  out.write(
    [
      made === null
        ? `The private key is in ${file} already.`
        : `The private key is in ${file}: keep it to yourself.`,
      `Public key: ${publicKey}`,
      '',
      'Give it to the sites, in each environment, and deploy:',
      `  forge variables set --environment production POINTS_GAUGE_FLEET_KEY ${publicKey}`,
      'Then start the fleet with it:',
      `  points-gauge fleet … --key-file ${file}`,
      '',
    ].join('\n'),
  );
}

/** @returns its public half; `null` where the file is there */
function writeNewKey(file: string): string | null {
  const { privateKey, publicKey } = makeNoticeKeys();
  try {
    writeFileSync(file, `${privateKey}\n`, { mode: 0o600, flag: 'wx' });
    return publicKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The key file cannot be written: ${why}`, { cause: error });
  }
}

/** @throws InputError for a file that is no key's, or that others can read */
export function readKeyFile(file: string): KeyObject {
  let text: string;
  try {
    const others = statSync(file).mode & 0o077;
    if (others !== 0 && process.platform !== 'win32')
      throw new InputError(
        `Others can read the key file ${file}: chmod 600 ${file}, and make a new key if they may have.`,
      );
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The key file cannot be read: ${why}`, { cause: error });
  }
  return keyIn(text, `The file ${file}`);
}

/** @param where of it, for the message: the text itself is in none */
export function keyIn(text: string, where: string): KeyObject {
  const key = readPrivateKey(text.trim());
  if (key === null)
    throw new InputError(`${where} holds no private key: "points-gauge fleet keys" makes one.`);
  return key;
}

function fileOf(args: readonly string[]): string {
  const { values } = orUsage(keysUsage, () =>
    parseArgs({
      args: [...args],
      options: { 'key-file': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }),
  );
  return values.help === true ? 'help' : (values['key-file'] ?? defaultKeyFile);
}
