// JSON Web Tokens as Atlassian Connect wants them: HS256 with the secret that an installation shares, and bound to one request.
import { Buffer } from 'node:buffer';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signatureOf = (text, secret) => createHmac('sha256', secret).update(text).digest();

/** Claims for the next three minutes, signed. */
export function signJwt(claims, secret) {
  const iat = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, iat, exp: iat + 180 })}`;
  return `${text}.${signatureOf(text, secret).toString('base64url')}`;
}

/** The claims of a token that holds; `null` for any other. Only HS256 is taken, whatever the token asks for. */
export function verifyJwt(token, secret) {
  try {
    const [head, body, signature] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = signatureOf(`${head}.${body}`, secret);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const [{ alg }, claims] = [head, body].map((text) => JSON.parse(Buffer.from(text, 'base64url')));
    return alg === 'HS256' && claims.exp * 1000 > Date.now() ? claims : null;
  } catch {
    return null;
  }
}

const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The `qsh` of a request: method, path below the base address, sorted query. */
export function queryStringHash(method, url, base) {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.slice(new URL(base).pathname.replace(/\/$/, '').length).replace(/\/$/, '') || '/';
  const query = [...new Set(searchParams.keys())]
    .filter((name) => name !== 'jwt')
    .map((name) => [encode(name), searchParams.getAll(name).map(encode).sort().join(',')])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  return createHash('sha256')
    .update(`${method.toUpperCase()}&${path.replaceAll('&', '%26')}&${query}`)
    .digest('hex');
}
