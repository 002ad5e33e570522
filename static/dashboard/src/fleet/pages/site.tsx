import { useCallback } from 'react';
import type { EndpointUse, FleetSite } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { useRequest } from '../../use-request';
import { pointsRange } from '../../sentences/points';
import { useWords, type Words } from '../../words';
import { askSite } from '../api';
import { FleetLink, useFleetNavigation } from '../navigation';
import { CourseCard, FleetHeatCard } from '../parts/course';
import { nameOf, UseName } from '../parts/drivers';
import { FleetFrame } from '../parts/fleet-frame';
import { CountedCard } from '../parts/counted-card';
import { EditionAndUsers, RestOfSite } from '../parts/site-columns';
import { PoolChoice } from '../parts/pool-choice';
import { isPastWhole, pastShare } from '../sentences';
import { useFleetText, type FleetText } from '../text/fleet-text';

const endpointsAPage = 25;

export function SitePage({ siteId }: { siteId: string }) {
  const own = useFleetText();
  const { query } = useFleetNavigation();
  const pool = query.get('pool');
  const ask = useCallback(() => askSite(siteId, pool), [siteId, pool]);
  const loader = useRequest(ask);
  const name = loader.state.phase === 'ready' ? loader.state.data.site.name : null;
  return (
    <FleetFrame
      title={name ?? siteId}
      loader={loader}
      above={
        <FleetLink to="sites" query={pool === null ? {} : { pool }}>
          {own.site.back}
        </FleetLink>
      }
      lead={({ site }) => (site.name === null ? own.site.unnamed : site.siteId)}
    >
      {(answer) => <Site answer={answer} />}
    </FleetFrame>
  );
}

function Site({ answer }: { answer: FleetSite }) {
  const words = useWords();
  const own = useFleetText();
  const { change } = useFleetNavigation();
  const { site, pools, pool } = answer;
  const name = site.name ?? site.siteId;
  const all = answer.endpoints.reduce((sum, { points }) => sum + points.likely, 0);
  return (
    <>
      <PoolChoice
        pools={pools}
        chosen={pool}
        onChoose={(value) => {
          change({ pool: value });
        }}
      />
      <Facts answer={answer} />
      <CourseCard
        title={own.site.course}
        subtitle={own.course.siteSubtitle}
        name={name}
        hours={answer.hours}
        quotaPoints={null}
      />
      <FleetHeatCard
        name={name}
        subtitle={own.heat.siteSubtitle}
        heat={answer.heat}
        readAtMs={answer.readAtMs}
      />
      <CountedCard counted={answer.counted} />
      <Card title={own.endpoints.siteTitle}>
        {answer.endpoints.length === 0 ? (
          <p className="subtle">{own.endpoints.none}</p>
        ) : (
          <DataTable
            label={own.endpoints.table}
            columns={endpointColumns(all, words, own)}
            rows={answer.endpoints}
            rowKey={(use) => `${use.route} ${nameOf(use)}`}
            initialSorting={{ key: 'points', descending: true }}
            rowsAPage={endpointsAPage}
          />
        )}
      </Card>
    </>
  );
}

function Facts({ answer }: { answer: FleetSite }) {
  const words = useWords();
  const { format } = words;
  const own = useFleetText();
  const say = own.site;
  const { site, appVersion, licence, firstSeenMs, past } = answer;
  const { points, peak, tier2Points } = site;
  return (
    <Card
      title={say.facts}
      {...(isPastWhole(past) ? {} : { subtitle: own.collection.soFar({ share: pastShare(past, format) }) })}
    >
      <dl className="figures">
        <div>
          <dt>{say.share}</dt>
          <dd>
            {(site.requests > 0 || site.rest === null) && format.count(points.likely)}
            {points.low !== points.high && <span className="range">{pointsRange(points, words)}</span>}
            {site.rest !== null && <RestOfSite rest={site.rest} />}
          </dd>
        </div>
        <div>
          <dt>{own.pool.figures.refused}</dt>
          <dd>{format.count(site.refused)}</dd>
        </div>
        <div>
          <dt>{say.peak}</dt>
          <dd>
            {peak === null ? own.sites.unknown : format.count(peak.points)}
            {peak?.hourStartMs != null && (
              <span className="range">{format.utcHourSpan(peak.hourStartMs)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say.tier2}</dt>
          <dd>
            {tier2Points === null ? own.sites.unknown : format.count(tier2Points)}
            <span className="range">
              {tier2Points === null
                ? say.tier2Unknown
                : peak !== null && own.sites.peakShare({ share: format.percent(peak.points / tier2Points) })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{say.edition}</dt>
          <dd>
            <EditionAndUsers site={site} own={own} format={format} />
          </dd>
        </div>
        <div>
          <dt>{say.gauge}</dt>
          <dd>
            {site.gauge ?? own.sites.unknown}
            <span className="range">{say.heard({ hours: format.count(site.hoursHeard) })}</span>
          </dd>
        </div>
        <div>
          <dt>{say.app}</dt>
          <dd>
            {appVersion ?? own.sites.unknown}
            {licence !== null && (
              <span className="range">
                {say.licence}: {licence}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say.seen}</dt>
          <dd>
            {own.sites.states[site.state]}
            <span className="range">
              {firstSeenMs === null || site.lastSeenMs === null
                ? site.state === 'file'
                  ? own.sites.ofFile
                  : own.sites.counted
                : say.seenBetween({
                    first: `${format.utcDayTime(firstSeenMs)} UTC`,
                    last: `${format.utcDayTime(site.lastSeenMs)} UTC`,
                  })}
            </span>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function endpointColumns(all: number, words: Words, own: FleetText): Column<EndpointUse>[] {
  const { text, format } = words;
  const { columns } = own.endpoints;
  return [
    {
      key: 'endpoint',
      title: columns.endpoint,
      rowHeader: true,
      sortBy: nameOf,
      cell: (use) => <UseName use={use} />,
    },
    {
      key: 'route',
      title: columns.route,
      sortBy: ({ route }) => text.routes[route],
      cell: ({ route }) => text.routes[route],
    },
    {
      key: 'requests',
      title: columns.requests,
      end: true,
      sortBy: ({ requests }) => requests,
      cell: ({ requests }) => format.count(requests),
    },
    {
      key: 'points',
      title: columns.points,
      end: true,
      sortBy: ({ points }) => points.likely,
      cell: ({ points }) => (
        <>
          {format.count(points.likely)}
          {points.low !== points.high && <span className="range">{pointsRange(points, words)}</span>}
        </>
      ),
    },
    {
      key: 'share',
      title: columns.share,
      end: true,
      sortBy: ({ points }) => points.likely,
      cell: ({ points }) => format.percent(all > 0 ? points.likely / all : 0),
    },
    {
      key: 'refused',
      title: columns.refused,
      end: true,
      sortBy: ({ refused }) => refused,
      cell: ({ refused }) => format.count(refused),
    },
  ];
}
