/** People of your own as a JSON file has them. */
import type { NamedPerson } from '../options';
import { list, record, text } from '../untrusted';

/** @throws saying which one is wrong, and how */
export function readPeople(json: string): NamedPerson[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) throw new Error('it must be a list of people');
  return list(parsed).map(readPerson);
}

function readPerson(value: unknown, n: number): NamedPerson {
  const { accountId, displayName, admin = false, emailAddress, seesRestricted } = record(value);
  const id = text(accountId);
  const name = text(displayName);
  if (id === null) throw new Error(`person ${n + 1}: accountId must be a text`);
  if (name === null) throw new Error(`person ${n + 1}: displayName must be a text`);
  if (typeof admin !== 'boolean') throw new Error(`person ${n + 1}: admin must be true or false`);
  const address = text(emailAddress);
  return {
    ...{ accountId: id, displayName: name, admin },
    ...(address === null ? {} : { emailAddress: address }),
    ...(typeof seesRestricted === 'boolean' ? { seesRestricted } : {}),
  };
}
