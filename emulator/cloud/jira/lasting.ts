/** Parts of answers that nothing changes while the cloud runs, like a user: made once for each address that the site is called by. */
import { BoundedMap } from '../world/bounded-map';
import type { Site } from '../world/site';
import { keepText } from '../written';

type Part = Readonly<Record<string, unknown>>;

/** What of a call decides how its parts look. */
interface SeenBy {
  site: Site;
  baseUrl: string;
  apiVersion: 2 | 3;
}

/** Whoever calls chooses the host, and so the address. */
const mostAddresses = 20;

/** A project's part is named by what it shows, which callers change. */
const mostParts = 20_000;

const bySite = new WeakMap<Site, BoundedMap<string, BoundedMap<string, Part>>>();
/** Most parts are asked for in one answer, so for the same address. */
let last: { site: Site; address: string; parts: BoundedMap<string, Part> } | null = null;

function partsOf({ site, baseUrl, apiVersion }: SeenBy): BoundedMap<string, Part> {
  const address = apiVersion === 3 ? baseUrl : `2 ${baseUrl}`;
  if (last?.site === site && last.address === address) return last.parts;
  const addresses = bySite.get(site) ?? new BoundedMap(mostAddresses);
  bySite.set(site, addresses);
  const parts = addresses.get(address) ?? new BoundedMap<string, Part>(mostParts);
  addresses.set(address, parts);
  last = { site, address, parts };
  return parts;
}

/** @param name of the part, which tells all that may differ in it */
export function lasting(view: SeenBy, name: string, make: () => Part): Part {
  const parts = partsOf(view);
  const known = parts.get(name);
  if (known !== undefined) return known;
  const made = keepText(make());
  parts.set(name, made);
  return made;
}
