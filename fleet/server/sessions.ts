/** Who has given the password. Nothing of it is stored: a new start asks again. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const lifeMs = 12 * 3_600_000;
const mostSessions = 100;
/** Of one address: who guesses locks out nobody else. */
const mostTriesAMinute = 10;
/** Whoever has more addresses than that has pushed out his own guesses of before. */
const mostAddresses = 10_000;
const minuteMs = 60_000;

export type Entry = { kind: 'in'; session: string } | { kind: 'wrong' } | { kind: 'tooOften' };

export class Sessions {
  /** By the hash of what the cookie holds. */
  private readonly until = new Map<string, number>();
  /** By address; whose turn came last is last. */
  private readonly triesMs = new Map<string, readonly number[]>();

  /** @param password `null`: none is asked for */
  constructor(private readonly password: string | null) {}

  isOpen(session: string | null, nowMs: number): boolean {
    if (this.password === null) return true;
    const until = session === null ? undefined : this.until.get(hashed(session).toString('hex'));
    return until !== undefined && until > nowMs;
  }

  /** @param address whose guesses are counted together, as `addressOf` gives it */
  enter(password: string, address: string, nowMs: number): Entry {
    const triesMs = (this.triesMs.get(address) ?? []).filter((atMs) => atMs > nowMs - minuteMs);
    if (triesMs.length >= mostTriesAMinute) return { kind: 'tooOften' };
    // Of equal length whatever was typed, so that the time of the comparison tells nothing.
    if (this.password === null || !timingSafeEqual(hashed(password), hashed(this.password))) {
      this.noteTries(address, [...triesMs, nowMs]);
      return { kind: 'wrong' };
    }
    for (const [session, until] of this.until)
      if (until <= nowMs || this.until.size >= mostSessions) this.until.delete(session);
    const session = randomBytes(32).toString('base64url');
    this.until.set(hashed(session).toString('hex'), nowMs + lifeMs);
    return { kind: 'in', session };
  }

  private noteTries(address: string, triesMs: readonly number[]): void {
    this.triesMs.delete(address);
    const [oldest] = this.triesMs.keys();
    if (this.triesMs.size >= mostAddresses && oldest !== undefined) this.triesMs.delete(oldest);
    this.triesMs.set(address, triesMs);
  }
}

function hashed(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const cookieName = 'points-gauge-fleet';

export function sessionIn(cookies: string | undefined): string | null {
  for (const part of (cookies ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookieName && value !== undefined && /^[\w-]{10,100}$/.test(value)) return value;
  }
  return null;
}

/** Out of reach of scripts and of other sites; `Secure` where the person came by https. */
export function sessionCookie(session: string, isHttps: boolean): string {
  return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${String(lifeMs / 1_000)}${isHttps ? '; Secure' : ''}`;
}
