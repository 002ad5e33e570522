import { isCount } from '../../usage/codec';
import {
  accountBounds,
  type DeleteAccountAsk,
  type ExportAccountAsk,
  type ImportAccountAsk,
} from './contract';
import { BadRequest, readAsk, record } from './read-ask';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readExportAccount(payload: unknown): ExportAccountAsk {
  const { at = null } = record(payload, 'The request');
  return { ...readAsk(payload), at: at === null ? null : readPlace(record(at, '"at"')) };
}

function readPlace({ part, after, day, hour, at }: Record<string, unknown>): ExportAccountAsk['at'] {
  if (part === 'records' && typeof after === 'string' && after.length <= 2_000) return { part, after };
  if (part === 'days' && isCount(day) && day < 100_000) return { part, day };
  if (part === 'hours' && isCount(hour) && hour < 2_400_000) return { part, hour };
  if (part === 'kept' && isCount(at) && at < 1_000) return { part, at };
  throw new BadRequest('"at" must be null, or "next" of the part before.');
}

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readImportAccount(payload: unknown): ImportAccountAsk {
  const { begunAtMs, part, isLast, text } = record(payload, 'The request');
  const { importBytes, importLines } = accountBounds;
  if (!isCount(begunAtMs) || !isCount(part) || typeof isLast !== 'boolean')
    throw new BadRequest('"begunAtMs" and "part" must be whole numbers, "isLast" true or false.');
  if (typeof text !== 'string' || text.length > importBytes)
    throw new BadRequest(`"text" must be a text of at most ${importBytes} bytes.`);
  if (text.split('\n').length > importLines + 1)
    throw new BadRequest(`"text" must have at most ${importLines} lines.`);
  return { ...readAsk(payload), begunAtMs, part, isLast, text };
}

/** Nothing is deleted by accident, nor by a page that does not know what it asks. */
export function readDeleteAccount(payload: unknown): DeleteAccountAsk {
  const { sure } = record(payload, 'The request');
  if (sure !== 'delete everything') throw new BadRequest('"sure" must be "delete everything".');
  return { ...readAsk(payload), sure };
}
