import { randomBytes } from 'node:crypto';
import { grantSecretKey } from './names';
import { readOrMakeSecret } from './secret';

/**
 * This installation's secret for signing grants. It is read from the secret store each time, since a warm process serves
 * several installations.
 */
export async function readGrantSecret(): Promise<string> {
  return readOrMakeSecret(grantSecretKey, () => randomBytes(32).toString('hex'));
}
