/** Files of secrets that the command is given, and what is to be said of them. */
import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../src/input-error';

export type SecretKind = 'token' | 'password' | 'token for programs' | 'address for alerts';

export class SecretFiles {
  /** Of files that every user of this machine can read. Said and no more: service managers and containers hand over secrets as they like. */
  readonly warnings: string[] = [];

  /** @throws InputError for a file that cannot be read, or is empty: taken for none, it would leave the page open, or nobody told, without a word */
  read(file: string, what: SecretKind): string {
    let text: string;
    let isOpen: boolean;
    try {
      text = readFileSync(file, 'utf8').trim();
      isOpen = (statSync(file).mode & 0o007) !== 0 && process.platform !== 'win32';
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new InputError(`The ${what} file cannot be read: ${why}`, { cause: error });
    }
    if (text === '') throw new InputError(`The ${what} file ${file} is empty.`);
    if (isOpen)
      this.warnings.push(`Every user of this machine can read the ${what} file ${file}: chmod 600 ${file}.`);
    return text;
  }
}
