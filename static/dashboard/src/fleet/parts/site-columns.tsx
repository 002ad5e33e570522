import type { SiteRow } from '../../../../../fleet/pages/contract';
import type { Column } from '../../parts/data-table';
import type { Words } from '../../words';
import type { FleetText } from '../text/fleet-text';
import { SiteName } from './site-name';

/**
 * @param all likely points of all sites
 * @param most those of the largest, which a bar of full width stands for
 */
export function siteColumns(
  pool: number,
  all: number,
  most: number,
  { text, format }: Words,
  own: FleetText,
): Column<SiteRow>[] {
  const say = own.sites;
  const range = ({ low, high }: SiteRow['points']) => (
    <span className="range">
      {text.gauge.rangeOf({ low: format.count(Math.floor(low)), high: format.count(Math.ceil(high)) })}
    </span>
  );
  return [
    {
      key: 'site',
      title: say.columns.site,
      rowHeader: true,
      sortBy: ({ name, siteId }) => name ?? siteId,
      cell: (site) => (
        <>
          <SiteName siteId={site.siteId} name={site.name} pool={pool} />
          {site.state === 'silent' && (
            <span className="range">{say.silent({ day: format.utcDay(site.lastSeenMs) })}</span>
          )}
          {site.state === 'day' && <span className="range">{say.notOfThisHour}</span>}
        </>
      ),
    },
    {
      key: 'share',
      title: say.columns.share,
      end: true,
      sortBy: ({ points }) => points.likely,
      cell: ({ points }) => {
        const share = all > 0 ? points.likely / all : 0;
        return (
          <span className="share-cell">
            <span className="share-track" aria-hidden="true">
              <span style={{ width: `${(points.likely / Math.max(1, most)) * 100}%` }} />
            </span>
            {format.percent(share)}
          </span>
        );
      },
    },
    {
      key: 'points',
      title: say.columns.points,
      end: true,
      sortBy: ({ points }) => points.likely,
      cell: ({ points }) => (
        <>
          {format.count(points.likely)}
          {points.low !== points.high && range(points)}
        </>
      ),
    },
    {
      key: 'requests',
      title: say.columns.requests,
      end: true,
      sortBy: ({ requests }) => requests,
      cell: ({ requests }) => format.count(requests),
    },
    {
      key: 'refused',
      title: say.columns.refused,
      end: true,
      sortBy: ({ refused }) => refused,
      cell: ({ refused }) => format.count(refused),
    },
    {
      key: 'edition',
      title: say.columns.edition,
      wrap: true,
      sortBy: ({ statedUsers }) => statedUsers,
      cell: (site) => <EditionAndUsers site={site} own={own} format={format} />,
    },
    {
      key: 'peak',
      title: say.columns.peak,
      end: true,
      sortBy: ({ peak }) => peak?.points ?? null,
      cell: ({ peak }) =>
        peak === null ? (
          say.unknown
        ) : (
          <>
            {format.count(peak.points)}
            {peak.hourStartMs !== null && (
              <span className="range">{format.utcDayTime(peak.hourStartMs)}</span>
            )}
          </>
        ),
    },
    {
      key: 'tier2',
      title: say.columns.tier2,
      end: true,
      sortBy: ({ tier2Points }) => tier2Points,
      cell: ({ tier2Points, peak }) =>
        tier2Points === null ? (
          <span className="subtle">{say.unknown}</span>
        ) : (
          <>
            {format.count(tier2Points)}
            {peak !== null && (
              <span className="range">
                {say.peakShare({ share: format.percent(peak.points / tier2Points) })}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'gauge',
      title: say.columns.gauge,
      sortBy: ({ gauge }) => gauge,
      cell: ({ gauge }) => gauge ?? say.unknown,
    },
    {
      key: 'heard',
      title: say.columns.heard,
      end: true,
      sortBy: ({ hoursHeard }) => hoursHeard,
      cell: ({ hoursHeard }) => format.count(hoursHeard),
    },
  ];
}

export function EditionAndUsers({
  site,
  own,
  format,
}: {
  site: SiteRow;
  own: FleetText;
  format: Words['format'];
}) {
  const say = own.sites;
  const { edition, editionIsStated, statedUsers } = site;
  return (
    <>
      {edition === null ? say.unknown : say.editions[edition]}
      {edition !== null && !editionIsStated && <span className="subtle"> {say.byLogs}</span>}
      <span className="range">
        {statedUsers === null
          ? say.notStated
          : say.users({ n: statedUsers, shown: format.count(statedUsers) })}
      </span>
    </>
  );
}
