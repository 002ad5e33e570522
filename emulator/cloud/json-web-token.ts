import { createHmac, timingSafeEqual } from 'node:crypto';
import { record } from './untrusted';

/** What a JWT says, whoever made it: nothing of it is true before `isSignedWith` is. */
export interface JsonWebToken {
  claims: Record<string, unknown>;
  isSignedWith: (secret: string) => boolean;
}

/** @returns `null` for what is no JWT, or none that is signed with HS256: a token must not choose its own check */
export function readJsonWebToken(token: string): JsonWebToken | null {
  const [head, body, signature] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined) return null;
  const claims = decode(body);
  if (decode(head)?.alg !== 'HS256' || claims === null) return null;
  return {
    claims,
    isSignedWith: (secret) => {
      const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
      const given = Buffer.from(signature, 'base64url');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** Why a token does not hold now, in words for a developer; `null` when it does. `exp` and `iat` are epoch seconds. */
export function outOfTime({ claims }: JsonWebToken, nowMs: number): string | null {
  const { exp, iat } = claims;
  if (typeof exp !== 'number' || typeof iat !== 'number') return 'The JWT needs iat and exp';
  if (exp * 1000 <= nowMs) return 'The JWT has expired';
  // Clocks differ a little.
  return iat * 1000 > nowMs + 60_000 ? 'The JWT is from the future' : null;
}

function decode(part: string): Record<string, unknown> | null {
  try {
    return record(JSON.parse(Buffer.from(part, 'base64url').toString()));
  } catch {
    return null;
  }
}
