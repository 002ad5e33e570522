/**
 * The storage of `@forge/api` 6 and 7: GraphQL, which the requests of `@forge/kvs` answer here, from one store and one account.
 * Taken down from @forge/storage 2.0.3; version 8 of `@forge/api` has none of it.
 */
import { record, text } from '../../cloud/untrusted';
import type { StorageReply } from './counter';
import { listOf } from './json';
import { cursorAfter } from './query';

export const olderStoragePath = '/forge/entities/graphql';

interface KvsCall {
  path: string;
  body: Record<string, unknown>;
  /** The answer's `data`. `body` is what the store said; `{}` for 204 and for a key that holds nothing. */
  data: (body: Record<string, unknown>) => unknown;
  /** `data` of a call that failed, where the client wants the errors inside. */
  failed?: (errors: unknown[]) => unknown;
}

/**
 * @param send a request of the newer protocol
 * @throws Error that names an operation that no release of the client sends
 */
export async function answerOlderStorage(
  bodyText: string,
  send: (path: string, body: string) => Promise<StorageReply>,
): Promise<StorageReply> {
  const request = record(JSON.parse(bodyText));
  const call = callOf(text(request.query) ?? '', record(request.variables));
  const reply = await send(`/api/v1/${call.path}`, JSON.stringify(call.body));
  const body = reply.status === 204 ? {} : record(JSON.parse(reply.body));
  // The client makes its message of such a status alone.
  if (reply.status === 429 || reply.status >= 500) return reply;
  if (reply.status < 300) return answer({ data: call.data(body) });
  if (body.code === 'KEY_NOT_FOUND') return answer({ data: call.data({}) });
  const extensions = { errorType: body.code, statusCode: reply.status };
  const errors = [{ message: body.message, extensions }];
  return answer(call.failed === undefined ? { errors } : { data: call.failed(errors) });
}

function answer(body: unknown): StorageReply {
  return { status: 200, body: JSON.stringify(body) };
}

function callOf(query: string, variables: Record<string, unknown>): KvsCall {
  const input = record(variables.input);
  const [operation] = /\b(?:forge_app_\w+|AppStorageCustomEntityQueries)\b/.exec(query) ?? [];
  const { key, entityName } = variables;
  switch (operation) {
    case 'forge_app_getApplicationStorageEntity':
      return {
        path: variables.encrypted === true ? 'secret/get' : 'get',
        body: { key },
        data: ({ value = null }) => ({ appStoredEntity: { key, value } }),
      };
    case 'forge_app_getApplicationStorageCustomEntity':
      return {
        path: 'entity/get',
        body: { key, entityName },
        data: ({ value = null }) => ({ appStoredCustomEntity: { key, entityName, value } }),
      };
    case 'forge_app_setApplicationStorageEntity':
      return write(secretPath(input, 'set'), input, 'appStorage', 'setAppStoredEntity');
    case 'forge_app_deleteApplicationStorageEntity':
      return write(secretPath(input, 'delete'), input, 'appStorage', 'deleteAppStoredEntity');
    case 'forge_app_setApplicationStorageCustomEntity':
      return write('entity/set', input, 'appStorageCustomEntity', 'setAppStoredCustomEntity');
    case 'forge_app_deleteApplicationStorageCustomEntity':
      return write('entity/delete', input, 'appStorageCustomEntity', 'deleteAppStoredCustomEntity');
    case 'forge_app_getApplicationStorageEntities':
      return list(variables);
    case 'AppStorageCustomEntityQueries':
      return {
        path: 'entity/query',
        body: variables,
        data: ({ data, cursor = null }) => {
          const edges = listOf(data, 'The answer').map((node) => ({ node, cursor }));
          return { appStoredCustomEntities: { edges, cursor } };
        },
      };
    case undefined:
    default:
      throw new Error(
        `The local Forge does not know the storage operation "${operation ?? query.trim().slice(0, 80)}". Use @forge/kvs.`,
      );
  }
}

function secretPath({ encrypted }: Record<string, unknown>, operation: 'set' | 'delete'): string {
  return encrypted === true ? `secret/${operation}` : operation;
}

function write(path: string, input: Record<string, unknown>, space: string, method: string): KvsCall {
  const { key, value, entityName } = input;
  return {
    path,
    body: { key, value, entityName },
    data: () => ({ [space]: { [method]: { success: true, errors: null } } }),
    failed: (errors) => ({ [space]: { [method]: { success: false, errors } } }),
  };
}

function list({ where, cursor, limit }: Record<string, unknown>): KvsCall {
  const [first, ...more] = Array.isArray(where) ? where.map(record) : [];
  const prefix = first === undefined ? '' : text(first.value);
  const isPrefix = first === undefined || (first.field === 'key' && first.condition === 'STARTS_WITH');
  if (!isPrefix || prefix === null || more.length > 0)
    throw new Error("A query of storage is for the beginning of keys: where('key', startsWith('…')).");
  // Source: Forge, "Storage API: query", 2026-08. How the platform refuses more is not documented.
  if (Number(limit) > 20) throw new Error('A query of storage gives at most 20 items: .limit(20).');
  return {
    path: 'query',
    body: {
      ...(first === undefined
        ? {}
        : { where: [{ property: 'key', condition: 'BEGINS_WITH', values: [prefix] }] }),
      ...(cursor === null ? {} : { after: cursor }),
      ...(limit === null ? {} : { limit }),
    },
    data: ({ data }) => {
      // Each item has a cursor of its own here, the last one of all included.
      const edges = listOf(data, 'The answer').map((node) => ({
        node,
        cursor: cursorAfter(prefix, text(record(node).key) ?? ''),
      }));
      return { appStoredEntities: { edges } };
    },
  };
}
