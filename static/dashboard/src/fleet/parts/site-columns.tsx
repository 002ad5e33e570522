import type { LastHour, SiteRow } from '../../../../../fleet/pages/contract';
import type { Column } from '../../parts/data-table';
import { pointsRange } from '../../sentences/points';
import { useWords, type Words } from '../../words';
import { useFleetText, type FleetText } from '../text/fleet-text';
import { SiteName } from './site-name';

/**
 * @param all likely points of all sites
 * @param most those of the largest, which a bar of full width stands for
 * @param lastHour where the running one has just begun: what the one before was, beside what is not known yet
 */
export function siteColumns(
  pool: number,
  all: number,
  most: number,
  lastHour: LastHour | null,
  words: Words,
  own: FleetText,
): Column<SiteRow>[] {
  const { format } = words;
  const say = own.sites;
  const range = (points: SiteRow['points']) => <span className="range">{pointsRange(points, words)}</span>;
  return [
    {
      key: 'site',
      title: say.columns.site,
      rowHeader: true,
      sortBy: ({ name, siteId }) => name ?? siteId,
      cell: (site) => (
        <>
          <SiteName siteId={site.siteId} name={site.name} pool={pool} />
          {site.state === 'silent' && site.lastSeenMs !== null && (
            <span className="range">{say.silent({ day: format.utcDay(site.lastSeenMs) })}</span>
          )}
          {site.state === 'counted' && <span className="range">{say.counted}</span>}
          {site.state === 'file' && <span className="range">{say.ofFile}</span>}
          {site.state === 'day' && <span className="range">{say.notOfThisHour}</span>}
        </>
      ),
    },
    ...(lastHour === null
      ? []
      : [
          {
            key: 'lastHour',
            title: say.columns.lastHour,
            end: true,
            sortBy: ({ siteId }: SiteRow) => lastHour.points[siteId] ?? 0,
            cell: ({ siteId }: SiteRow) => format.count(lastHour.points[siteId] ?? 0),
          },
        ]),
    {
      key: 'share',
      title: say.columns.share,
      end: true,
      sortBy: bestOf,
      cell: (site) => {
        // Nobody has said anything yet: of nothing no share is known.
        if (lastHour !== null) return say.unknown;
        const share = all > 0 ? bestOf(site) / all : 0;
        return (
          <span className="share-cell">
            <span className="share-track" aria-hidden="true">
              <span style={{ width: `${(bestOf(site) / Math.max(1, most)) * 100}%` }} />
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
      // By the figure that is large in it: what is counted beyond it is in the share.
      sortBy: ({ points }) => points.likely,
      cell: ({ points, rest, requests }) => (
        <>
          {lastHour !== null ? say.unknown : (requests > 0 || rest === null) && format.count(points.likely)}
          {points.low !== points.high && range(points)}
          {rest !== null && <RestOfSite rest={rest} />}
        </>
      ),
    },
    {
      key: 'requests',
      title: say.columns.requests,
      end: true,
      sortBy: ({ requests, rest }) => requests + (rest?.requests ?? 0),
      cell: ({ requests, rest }) =>
        lastHour !== null ? say.unknown : format.count(requests + (rest?.requests ?? 0)),
    },
    {
      key: 'refused',
      title: say.columns.refused,
      end: true,
      sortBy: ({ refused }) => refused,
      cell: ({ refused }) => (lastHour !== null ? say.unknown : format.count(refused)),
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

/** The gauge's own, and what was counted beyond it where that is one figure. */
export function bestOf({ points, rest }: Pick<SiteRow, 'points' | 'rest'>): number {
  return points.likely + (rest?.likelyPoints ?? 0);
}

/** What Atlassian counted beyond the gauge: one figure with its band, or a low and a high alone. */
export function RestOfSite({ rest }: { rest: NonNullable<SiteRow['rest']> }) {
  const own = useFleetText().sites;
  const { text, format } = useWords();
  const { requests, lowPoints, likelyPoints, highPoints } = rest;
  const band = { low: format.count(Math.floor(lowPoints)), high: format.count(Math.ceil(highPoints)) };
  return (
    <span className="range rest">
      {likelyPoints === null
        ? own.noOneFigure(band)
        : `+${format.count(likelyPoints)} (${text.gauge.rangeOf(band)})`}
      {'; '}
      {own.countedMore({ n: Math.round(requests), shown: format.count(requests) })}
    </span>
  );
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
