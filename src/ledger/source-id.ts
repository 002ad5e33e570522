import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Ids that earlier versions made. */
const plainId = /^[0-9a-f]{16}$/;
const checkedId = /^([0-9a-f]{16})([0-9a-f]{8})$/;

/**
 * An id is 16 random hex digits and 8 of an HMAC over them, under a secret of the installation: whoever knows that secret sees
 * without storage that an id was invented. It is no proof of who sends; that is the signature's.
 */
export function newSourceId(checkSecret: string): string {
  const random = randomBytes(8).toString('hex');
  return random + checkOf(random, checkSecret);
}

/** `plain`: of an earlier version, which says nothing of itself. `null`: no id of a source. */
export function kindOfSourceId(id: string): 'plain' | 'checked' | null {
  if (plainId.test(id)) return 'plain';
  return checkedId.test(id) ? 'checked' : null;
}

/** Whether a checked id was made under the secret. */
export function isSourceIdOf(id: string, checkSecret: string): boolean {
  const [, random, check] = checkedId.exec(id) ?? [];
  if (random === undefined || check === undefined) return false;
  return timingSafeEqual(Buffer.from(check), Buffer.from(checkOf(random, checkSecret)));
}

function checkOf(random: string, checkSecret: string): string {
  return createHmac('sha256', checkSecret).update(`points-gauge source ${random}`).digest('hex').slice(0, 8);
}
