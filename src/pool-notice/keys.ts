import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { noticeVersion } from './notice';

/** Beside the body under the signature, so that a key that signs something else, too, says nothing here. */
const context = `points-gauge-notice/${String(noticeVersion)}\n`;
/** 32 bytes, and 64, in base64url. */
const keyText = /^[A-Za-z0-9_-]{43}$/;
const signatureText = /^[A-Za-z0-9_-]{86}$/;
/** While one is replaced by the next. */
const mostKeys = 2;

/** A pair for a fleet and its app's sites: raw Ed25519 keys in base64url (RFC 8037, the members d and x). */
export interface NoticeKeyPair {
  privateKey: string;
  publicKey: string;
}

export function makeNoticeKeys(): NoticeKeyPair {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (d === undefined || x === undefined) throw new Error('Node made a key pair without its parts');
  return { privateKey: d, publicKey: x };
}

/** @returns `null` for a text that is no private key; it is never part of a message */
export function readPrivateKey(text: string): KeyObject | null {
  if (!keyText.test(text)) return null;
  try {
    // The public half is not needed to sign, and Node makes it anew; the form wants one of the right length.
    const d = Buffer.from(text, 'base64url');
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), d]);
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
}

/**
 * The keys that an app's variable names, separated by spaces or commas: one, or two while one is replaced. What is no key is left out,
 * and so is what is more than two.
 */
export function readPublicKeys(text: string | undefined): KeyObject[] {
  const names = (text ?? '').split(/[\s,]+/).filter((name) => keyText.test(name));
  return [...new Set(names)].slice(0, mostKeys).flatMap((x) => {
    try {
      return [createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })];
    } catch {
      return [];
    }
  });
}

export function signNotice(body: string, privateKey: KeyObject): string {
  return sign(null, Buffer.from(context + body), privateKey).toString('base64url');
}

export function isSignedNotice(body: string, signature: string, keys: readonly KeyObject[]): boolean {
  if (!signatureText.test(signature)) return false;
  const bytes = Buffer.from(signature, 'base64url');
  return keys.some((key) => verify(null, Buffer.from(context + body), key, bytes));
}
