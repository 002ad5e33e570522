import type { Driver, EndpointUse, PoolOverview } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords } from '../../words';
import { useFleetText } from '../text/fleet-text';
import { SiteName } from './site-name';

/** Who draws most in the running hour. */
export function DriversCard({ pool }: { pool: PoolOverview }) {
  const own = useFleetText();
  const { text, format } = useWords();
  // As the list of sites has it: a site's share is of the same whole on both.
  const all = pool.ofSitesPoints;
  return (
    <Card title={own.drivers.title} subtitle={own.drivers.subtitle}>
      {pool.drivers.length === 0 ? (
        <p className="subtle">{own.drivers.none}</p>
      ) : (
        <ol className="ranking">
          {pool.drivers.map((driver) => (
            <li key={keyOf(driver)}>
              <span className="driver">
                <UseName use={driver} />
                <span className="driver-site subtle">
                  <SiteName siteId={driver.siteId} name={driver.siteName} pool={pool.pool.id} />
                  {' · '}
                  {text.routes[driver.route]}
                </span>
              </span>
              <span className="ranking-figures">
                <strong>{format.about(driver.points.likely)}</strong>
                {all > 0 && <span className="subtle"> {format.percent(driver.points.likely / all)}</span>}
              </span>
              <ShareTrack share={all > 0 ? driver.points.likely / all : 0} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** The endpoints of all sites that cost most. */
export function EndpointsCard({ pool }: { pool: PoolOverview }) {
  const own = useFleetText();
  const { text, format } = useWords();
  const all = pool.hours.flatMap(({ routes }) => routes).reduce((sum, { points }) => sum + points.likely, 0);
  return (
    <Card title={own.endpoints.title}>
      {pool.endpoints.length === 0 ? (
        <p className="subtle">{own.endpoints.none}</p>
      ) : (
        <ol className="ranking">
          {pool.endpoints.map((use) => (
            <li key={`${use.route} ${nameOf(use)}`}>
              <span className="driver">
                <UseName use={use} />
                <span className="driver-site subtle">{text.routes[use.route]}</span>
              </span>
              <span className="ranking-figures">
                <strong>{format.about(use.points.likely)}</strong>
                {all > 0 && <span className="subtle"> {format.percent(use.points.likely / all)}</span>}
              </span>
              <ShareTrack share={all > 0 ? use.points.likely / all : 0} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** The hours in which the pool of all sites was empty, and who drew most in them. */
export function WallsCard({ pool }: { pool: PoolOverview }) {
  const own = useFleetText();
  const { format } = useWords();
  const earlier = pool.wallHours - pool.walls.length;
  return (
    <Card title={own.walls.title}>
      {pool.walls.length === 0 ? (
        <p className="subtle">{own.walls.none}</p>
      ) : (
        <ol className="plain-list walls">
          {pool.walls.map((wall) => (
            <li key={wall.hourStartMs}>
              <strong>{format.utcHourSpan(wall.hourStartMs)}</strong>
              <p className="subtle">
                {format.list([
                  ...(wall.drawnPoints === null
                    ? []
                    : [own.walls.drawn({ points: format.count(wall.drawnPoints) })]),
                  ...(wall.refusedByPool > 0
                    ? [own.walls.refused({ n: wall.refusedByPool, shown: format.count(wall.refusedByPool) })]
                    : []),
                ])}
              </p>
              <WallDrivers drivers={wall.drivers} pool={pool.pool.id} />
            </li>
          ))}
        </ol>
      )}
      {earlier > 0 && (
        <p className="subtle">{own.walls.more({ n: earlier, shown: format.count(earlier) })}</p>
      )}
    </Card>
  );
}

function WallDrivers({ drivers, pool }: { drivers: Driver[]; pool: number }) {
  const own = useFleetText();
  const { text, format } = useWords();
  if (drivers.length === 0) return <p className="subtle">{own.walls.unknown}</p>;
  return (
    <ol className="wall-drivers">
      {drivers.map((driver) => (
        <li key={keyOf(driver)}>
          <SiteName siteId={driver.siteId} name={driver.siteName} pool={pool} /> {text.routes[driver.route]}{' '}
          <UseName use={driver} />{' '}
          <strong>
            {text.settings.points({ n: driver.points.likely, shown: format.about(driver.points.likely) })}
          </strong>
        </li>
      ))}
    </ol>
  );
}

export function UseName({ use }: { use: Pick<EndpointUse, 'endpoint'> }) {
  const own = useFleetText();
  return use.endpoint === null ? (
    <span className="subtle">{own.drivers.others}</span>
  ) : (
    <EndpointName endpoint={use.endpoint} />
  );
}

function ShareTrack({ share }: { share: number }) {
  return (
    <span className="share-track" aria-hidden="true">
      <span style={{ width: `${Math.min(1, share) * 100}%` }} />
    </span>
  );
}

export function nameOf({ endpoint }: Pick<EndpointUse, 'endpoint'>): string {
  return endpoint === null ? '' : `${endpoint.method} ${endpoint.template}`;
}

function keyOf(driver: Driver): string {
  return `${driver.siteId} ${driver.route} ${nameOf(driver)}`;
}
