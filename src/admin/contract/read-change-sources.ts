import { kindOfSourceId } from '../../ledger/source-id';
import type { ChangeSourcesAsk } from './contract';
import { BadRequest, readAsk } from './read-ask';
import { sourceTexts } from './sources-view';
import { isRecord } from '../../object';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readChangeSources(payload: unknown): ChangeSourcesAsk {
  const ask = readAsk(payload);
  const wanted = isRecord(payload) ? payload['change'] : null;
  if (!isRecord(wanted)) throw new BadRequest('"change" must be an object.');
  const { kind, environment, id } = wanted;
  // Trimmed before it is checked: "own" with a space behind it is "own".
  const app = typeof wanted['app'] === 'string' ? wanted['app'].trim() : null;
  switch (kind) {
    case 'make': {
      if (app === null || !sourceTexts.app.test(app))
        throw new BadRequest(
          '"change.app" must be a name of 40 characters at most: letters, digits, space, ".", "_", "-". "own" is taken.',
        );
      if (typeof environment !== 'string' || !sourceTexts.environment.test(environment))
        throw new BadRequest('"change.environment" must be a word of 20 characters at most, as PRODUCTION.');
      return { ...ask, change: { kind, app, environment: environment.toUpperCase() } };
    }
    case 'rotate':
    case 'revoke':
      if (typeof id !== 'string' || kindOfSourceId(id) === null)
        throw new BadRequest('"change.id" must be the id of a source.');
      return { ...ask, change: { kind, id } };
    default:
      throw new BadRequest('"change.kind" must be "make", "rotate" or "revoke".');
  }
}
