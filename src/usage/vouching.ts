import type { PoolId, Route } from '../model';

/**
 * Who vouches for a figure. `answer`: what Atlassian answered the app itself. `report`: a back end that signed for it.
 * `browser`: a page, through which any user of the site may send what they like. `import`: whoever brought the file.
 */
export type Voucher = 'answer' | 'report' | 'browser' | 'import';

/** Who vouches for calls of this route into this pool; of an imported hour, whoever brought it. */
export function voucherOf({ app }: PoolId, route: Route): Exclude<Voucher, 'import'> {
  if (isSaidByBrowser(route)) return 'browser';
  return app === 'own' ? 'answer' : 'report';
}

/**
 * Nobody vouches for it but a browser: it counts calls on its own route and proves nothing else. No policy, tier, refusal,
 * alarm, operation or pair of readings comes of it.
 */
export function isSaidByBrowser(route: Route): boolean {
  return route === 'forge.bridge';
}
