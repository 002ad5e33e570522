/** The operations of the protocol, each named by its path under `/api/v1/`. */
export const operations = [
  'get',
  'set',
  'delete',
  'secret/get',
  'secret/set',
  'secret/delete',
  'entity/get',
  'entity/set',
  'entity/delete',
  'query',
  'entity/query',
  'batch/get',
  'batch/set',
  'batch/delete',
  'transaction',
] as const;
export type Operation = (typeof operations)[number];

const pathPrefix = '/api/v1/';

/** `null` for a path that is none of the protocol's. */
export function operationAt(path: string): Operation | null {
  if (!path.startsWith(pathPrefix)) return null;
  const name = path.slice(pathPrefix.length);
  return operations.find((operation) => operation === name) ?? null;
}

export function isWrite(operation: Operation): boolean {
  switch (operation) {
    case 'get':
    case 'secret/get':
    case 'entity/get':
    case 'query':
    case 'entity/query':
    case 'batch/get':
      return false;
    case 'set':
    case 'delete':
    case 'secret/set':
    case 'secret/delete':
    case 'entity/set':
    case 'entity/delete':
    case 'batch/set':
    case 'batch/delete':
    case 'transaction':
      return true;
  }
}
