/** Products by the system that limits them: hourly points, or requests a minute. */
import type { Method, Product } from '../model';
import { backlogTypeOf, backlogTypes } from './backlog';

export type MinuteProduct = Extract<Product, 'backlog' | 'oneStack'>;

/** `true` for the systems that know no points, but requests a minute of a user or tenant. */
export function isMinuteProduct(product: Product): product is MinuteProduct {
  switch (product) {
    case 'jira':
    case 'confluence':
    case 'bitbucket':
    case 'graphql':
      return false;
    case 'backlog':
    case 'oneStack':
      return true;
  }
}

/**
 * The name under which a request is kept where only its type counts: `/read`, `/update`, `/search`, `/icon` for Backlog,
 * `/request` for One Stack. A path that is such a name already stays what it is.
 */
export function requestTypePath(product: MinuteProduct, method: Method, path: string): string {
  switch (product) {
    case 'backlog': {
      const named = backlogTypes.find((type) => path === `/${type}`);
      return `/${named ?? backlogTypeOf(method, path)}`;
    }
    case 'oneStack':
      return '/request';
  }
}
