/** Where a value lives within an installation: plain values, secrets, and each entity apart from one another. */
export const plainSpace = 'plain';
export const secretSpace = 'secret';
const entityPrefix = 'entity/';

export function entitySpace(entityName: string): string {
  return entityPrefix + entityName;
}

export function entityNameOf(space: string): string | null {
  return space.startsWith(entityPrefix) ? space.slice(entityPrefix.length) : null;
}
