import { FleetLink } from '../navigation';

/** A site by the host of its address; by its id where no line named it. */
export function SiteName({ siteId, name, pool }: { siteId: string; name: string | null; pool: number }) {
  return (
    <FleetLink to="site" query={{ site: siteId, pool: String(pool) }}>
      {name ?? <span className="site-id">{siteId}</span>}
    </FleetLink>
  );
}
