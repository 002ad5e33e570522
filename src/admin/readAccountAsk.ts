import { accountBounds, type DeleteAccountAsk, type ImportAccountAsk } from './contract';
import { BadRequest, readAsk, record } from './readAsk';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readImportAccount(payload: unknown): ImportAccountAsk {
  const { text } = record(payload, 'The request');
  if (typeof text !== 'string' || text.length > accountBounds.importCharacters)
    throw new BadRequest(`"text" must be a text of at most ${accountBounds.importCharacters} characters.`);
  return { ...readAsk(payload), text };
}

/** Nothing is deleted by accident, nor by a page that does not know what it asks. */
export function readDeleteAccount(payload: unknown): DeleteAccountAsk {
  const { sure } = record(payload, 'The request');
  if (sure !== 'delete everything') throw new BadRequest('"sure" must be "delete everything".');
  return { ...readAsk(payload), sure };
}
