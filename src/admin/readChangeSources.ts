import { isRecord } from '../account/codec';
import { kindOfSourceId } from '../ledger/sourceId';
import type { ChangeSourcesAsk } from './contract';
import { BadRequest, readAsk } from './readAsk';
import { sourceTexts } from './sourcesView';

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readChangeSources(payload: unknown): ChangeSourcesAsk {
  const ask = readAsk(payload);
  const wanted = isRecord(payload) ? payload['change'] : null;
  if (!isRecord(wanted)) throw new BadRequest('"change" must be an object.');
  const { kind, app, environment, id } = wanted;
  switch (kind) {
    case 'make': {
      if (typeof app !== 'string' || !sourceTexts.app.test(app))
        throw new BadRequest(
          '"change.app" must be a name of 40 characters at most: letters, digits, space, ".", "_", "-". "own" is taken.',
        );
      if (typeof environment !== 'string' || !sourceTexts.environment.test(environment))
        throw new BadRequest('"change.environment" must be a word of 20 characters at most, as PRODUCTION.');
      return { ...ask, change: { kind, app: app.trim(), environment: environment.toUpperCase() } };
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
