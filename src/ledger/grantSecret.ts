import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { grantSecretKey } from './names';

/**
 * This installation's secret for signing grants, made at first use. Two processes may make one at once: the first wins,
 * both use it. It is read from the secret store each time, since a warm process serves several installations.
 */
export async function readGrantSecret(): Promise<string> {
  const known = await kvs.getSecret<unknown>(grantSecretKey);
  if (typeof known === 'string') return known;
  const made = randomBytes(32).toString('hex');
  try {
    await kvs.setSecret(grantSecretKey, made, { keyPolicy: 'FAIL_IF_EXISTS' });
    return made;
  } catch (error) {
    const winner = await kvs.getSecret<unknown>(grantSecretKey);
    if (typeof winner === 'string') return winner;
    throw error;
  }
}
