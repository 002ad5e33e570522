import { askedObjects } from '../costs/expected';
import { templateOf } from '../costs/template';
import { isMinuteProduct, requestTypePath } from '../limits/systems';
import type { Method, Product } from '../model';

/** The path as it is reported: no id, key or name leaves the program. A page size stays, since it bounds an unread answer. */
export function reportedPath(product: Product, method: Method, url: string): string {
  if (isMinuteProduct(product)) return requestTypePath(product, method, pathOf(url));
  const size = askedObjects(url);
  return templateOf(product, method, url).template + (size === null ? '' : `?maxResults=${size}`);
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
}
