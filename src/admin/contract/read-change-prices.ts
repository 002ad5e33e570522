import { methods, products, type Endpoint } from '../../model';
import { priceChanges, type ChangePricesAsk } from './contract';
import { BadRequest, oneOf, readAsk, record } from './read-ask';

const longestTemplate = 500;
const mostEndpoints = 200;

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readChangePrices(payload: unknown): ChangePricesAsk {
  const ask = readAsk(payload);
  const change = record(record(payload, 'The request')['change'], '"change"');
  const kind = oneOf(change['kind'], priceChanges, 'change.kind');
  const { endpoints } = change;
  if (kind === null || !Array.isArray(endpoints) || endpoints.length > mostEndpoints)
    throw new BadRequest(`"change.endpoints" must be a list of ${mostEndpoints} endpoints at most.`);
  return { ...ask, change: { kind, endpoints: endpoints.map(readEndpoint) } };
}

function readEndpoint(value: unknown): Endpoint {
  const { product, method, template } = record(value, 'Each of "change.endpoints"');
  const known = {
    product: products.find((one) => one === product),
    method: methods.find((one) => one === method),
  };
  if (
    known.product === undefined ||
    known.method === undefined ||
    typeof template !== 'string' ||
    template.length > longestTemplate
  )
    throw new BadRequest('Each of "change.endpoints" must name product, method and template.');
  return { product: known.product, method: known.method, template };
}
