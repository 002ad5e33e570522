import * as fc from 'fast-check';
import { grantLifetimeMs, isGrantValid, signGrant } from './access/grant';

const secret = 'f'.repeat(64);
const anna = { accountId: 'account-anna', installationId: 'site-a' };
const nowMs = 1_790_000_000_000;
const grant = signGrant(anna, secret, nowMs);

describe('a grant', () => {
  it('lets its person in for eight hours', () => {
    expect(isGrantValid(grant, anna, secret, nowMs)).toBe(true);
    expect(isGrantValid(grant, anna, secret, nowMs + grantLifetimeMs - 1)).toBe(true);
    expect(isGrantValid(grant, anna, secret, nowMs + grantLifetimeMs)).toBe(false);
  });

  it('is worth nothing for another person, another installation or under another secret', () => {
    expect(isGrantValid(grant, { ...anna, accountId: 'account-ben' }, secret, nowMs)).toBe(false);
    expect(isGrantValid(grant, { ...anna, installationId: 'site-b' }, secret, nowMs)).toBe(false);
    expect(isGrantValid(grant, anna, '0'.repeat(64), nowMs)).toBe(false);
  });

  it('is worth nothing with a later expiry', () => {
    const later = grant.replace(/^\d+/, (expiry) => String(Number(expiry) + 1));
    expect(isGrantValid(later, anna, secret, nowMs)).toBe(false);
  });

  it('is not made by any other text, and no text throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `${nowMs + 1}.${text}`),
        ),
        (text) => {
          expect(isGrantValid(text, anna, secret, nowMs)).toBe(false);
        },
      ),
    );
  });

  it('tells nothing of whom it is for', () => {
    expect(grant).not.toContain('anna');
    expect(grant).toMatch(/^\d{13}\.[\w-]{43}$/);
  });
});
