/** Name of the error; a consent that is missing is no fault of anybody. */
export const consentErrorName = 'NEEDS_AUTHENTICATION_ERR';

/**
 * Whether Forge has to ask the person for consent before the app may call as them. `@forge/api` throws it; only where it leaves
 * the function does Forge ask, and run the function again afterwards. Told by its name: a bundle may hold two copies of the class.
 * Source: @forge/api 8.3.0 (NeedsAuthenticationError); Forge, "Add scopes to call an Atlassian REST API", 2026-08.
 */
export function isConsentError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === consentErrorName;
}
