/** Parts of answers that nothing changes while the cloud runs, like a user: made once for each address that the site is called by. */
import { BoundedMap } from '../world/bounded-map';
import type { Site } from '../world/site';

type Part = Readonly<Record<string, unknown>>;

/** What of a call decides how its parts look. */
interface SeenBy {
  site: Site;
  baseUrl: string;
  apiVersion: 2 | 3;
}

/** Whoever calls chooses the host, and so the address. */
const mostAddresses = 20;

const bySite = new WeakMap<Site, BoundedMap<string, Map<string, Part>>>();
/** Most parts are asked for in one answer, so for the same address. */
let last: { site: Site; address: string; parts: Map<string, Part> } | null = null;

function partsOf({ site, baseUrl, apiVersion }: SeenBy): Map<string, Part> {
  const address = apiVersion === 3 ? baseUrl : `2 ${baseUrl}`;
  if (last?.site === site && last.address === address) return last.parts;
  const addresses = bySite.get(site) ?? new BoundedMap(mostAddresses);
  bySite.set(site, addresses);
  const parts = addresses.get(address) ?? new Map<string, Part>();
  addresses.set(address, parts);
  last = { site, address, parts };
  return parts;
}

/** @param name of the part, one of a bounded number */
export function lasting(view: SeenBy, name: string, make: () => Part): Part {
  const parts = partsOf(view);
  const known = parts.get(name);
  if (known !== undefined) return known;
  const made = Object.freeze(make());
  parts.set(name, made);
  return made;
}
