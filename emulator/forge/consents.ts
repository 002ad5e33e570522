/**
 * Who has not yet allowed the app to call in their name. Forge asks everybody once, and anew when the scopes have changed; here
 * nobody is asked unless a test or an option says so.
 */
export class Consents {
  private readonly missing = new Set<string>();

  /** From now on the app's `asUser()` calls fail for this person until they consent. */
  require(installationId: string, accountId: string): void {
    this.missing.add(`${installationId} ${accountId}`);
  }

  give(installationId: string, accountId: string): void {
    this.missing.delete(`${installationId} ${accountId}`);
  }

  isMissing(installationId: string, accountId: string): boolean {
    return this.missing.has(`${installationId} ${accountId}`);
  }
}
