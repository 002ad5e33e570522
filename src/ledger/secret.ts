import { kvs } from '@forge/kvs';
import { randomBytes } from 'node:crypto';
import { grantSecretKey } from './names';

/**
 * A secret of this installation, made at first use. Two processes may make one at once: the first wins, both use it.
 * @throws ForgeKvsError when storage does not give it
 */
export async function readOrMakeSecret(key: string, make: () => string): Promise<string> {
  const known = await kvs.getSecret<unknown>(key);
  if (typeof known === 'string') return known;
  const made = make();
  try {
    await kvs.setSecret(key, made, { keyPolicy: 'FAIL_IF_EXISTS' });
    return made;
  } catch (error) {
    const winner = await kvs.getSecret<unknown>(key);
    if (typeof winner === 'string') return winner;
    throw error;
  }
}

/**
 * This installation's secret for signing grants. It is read from the secret store each time, since a warm process serves
 * several installations.
 */
export async function readGrantSecret(): Promise<string> {
  return readOrMakeSecret(grantSecretKey, () => randomBytes(32).toString('hex'));
}
