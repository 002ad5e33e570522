import type { EndpointView } from '../../../../../src/admin/contract/contract';
import type { Text } from '../../words';

/** Endpoints in which every word of the filter occurs: in the method, the path, the product, the app or a route's name. */
export function filterEndpoints(endpoints: EndpointView[], filter: string, text: Text): EndpointView[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return endpoints.filter((endpoint) => {
    const names = [
      endpoint.method,
      endpoint.template,
      text.products[endpoint.product],
      endpoint.pool.app,
      ...endpoint.routes.map((route) => text.routes[route]),
    ];
    const haystack = names.join(' ').toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
