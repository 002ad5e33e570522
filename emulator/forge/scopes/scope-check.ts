import type { AppManifest } from '../manifest';
import { Scopes, type ScopeTable } from './scope-table';

export type ScopeChoice =
  /** Left out: as Forge does. `off`: every call passes. */
  | 'enforced'
  | 'off'
  /** Enforced, with endpoints of the caller's own beside the known ones. */
  | ScopeTable;

/** Of Atlassian's documents alone: one for all apps. */
let known: Scopes | undefined;

/** @returns a function that says why the app may not make a call; `null` where it may */
export function scopesOf(
  manifest: AppManifest,
  choice: ScopeChoice,
): (method: string, path: string) => string | null {
  if (choice === 'off') return () => null;
  const scopes = choice === 'enforced' ? (known ??= new Scopes()) : new Scopes(choice);
  return (method, path) => scopeFault(scopes, manifest.scopes, method, path);
}

function scopeFault(scopes: Scopes, granted: readonly string[], method: string, path: string): string | null {
  const call = `${method} ${path.split('?')[0] ?? ''}`;
  const alternatives = scopes.alternativesOf(method, path);
  if (alternatives === null)
    return `${call}: no scopes are known for this endpoint; the option "scopes" of startForge adds them`;
  if (alternatives.some((needed) => needed.every((scope) => granted.includes(scope)))) return null;
  const needs = alternatives.map((needed) => needed.join(' and ')).join(', or ');
  return `${call} needs ${needs}; the manifest has ${granted.join(', ') || 'no scopes'}`;
}
