import { useState } from 'react';
import type { FleetOverview } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { useRequest } from '../../use-request';
import { useWords } from '../../words';
import { askFleet } from '../api';
import { CollectionCard } from '../parts/collection-card';
import { CourseCard, FleetHeatCard } from '../parts/course';
import { DriversCard, EndpointsCard, WallsCard } from '../parts/drivers';
import { FleetFrame } from '../parts/fleet-frame';
import { PoolHourCard } from '../parts/pool-card';
import { fleetPoolName } from '../sentences';
import { PoolChoice } from '../parts/pool-choice';
import { useFleetText } from '../text/fleet-text';

/** The whole pool in this hour; it stays open on a wall. */
export function FleetOverviewPage() {
  const own = useFleetText();
  const loader = useRequest(askFleet);
  return (
    <FleetFrame title={own.pages.overview} loader={loader} lead={() => own.lead}>
      {(answer) => <Overview answer={answer} />}
    </FleetFrame>
  );
}

function Overview({ answer }: { answer: FleetOverview }) {
  const words = useWords();
  const own = useFleetText();
  const [chosen, setChosen] = useState<string | null>(null);
  const { pools, collection } = answer;
  const thresholdPercents = answer.thresholds.map(({ percent }) => percent);
  const pool = pools.find(({ pool: { id } }) => String(id) === chosen) ?? pools[0];
  if (pool === undefined)
    return (
      <>
        <CollectionCard answer={answer} />
        <Card title={own.empty.title}>
          <ul className="bullets">
            {own.empty.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </Card>
      </>
    );
  const name = fleetPoolName(pool.pool, words);
  return (
    <>
      <PoolChoice pools={pools.map((one) => one.pool)} chosen={pool.pool.id} onChoose={setChosen} />
      <PoolHourCard pool={pool} collection={collection} thresholdPercents={thresholdPercents} />
      <div className="two">
        <DriversCard pool={pool} />
        <div className="stack">
          <WallsCard pool={pool} />
          <CollectionCard answer={answer} />
        </div>
      </div>
      <CourseCard
        title={own.course.title}
        subtitle={own.course.subtitle}
        name={name}
        hours={pool.hours}
        quotaPoints={pool.quotaPoints}
        thresholdPercents={thresholdPercents}
      />
      <FleetHeatCard name={name} subtitle={own.heat.subtitle} heat={pool.heat} readAtMs={answer.readAtMs} />
      <EndpointsCard pool={pool} />
    </>
  );
}
