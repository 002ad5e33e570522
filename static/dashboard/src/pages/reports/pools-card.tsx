import type { PoolRow } from '../../../../../src/reports/account';
import { poolName } from '../../../../../src/reports/words';
import { Card } from '../../parts/card';
import { poolKey } from '../../reports-state';
import { useWords } from '../../words';
import { Tick } from '../../parts/tick';

interface PoolsCardProps {
  pools: readonly PoolRow[];
  leftOut: readonly string[];
  onLeaveOut: (keys: string[]) => void;
}

/** Which pools the report is of; nothing to choose where there is one. */
export function PoolsCard({ pools, leftOut, onLeaveOut }: PoolsCardProps) {
  const { text } = useWords();
  if (pools.length < 2) return null;
  const keys = pools.map(poolKey);
  return (
    <Card title={text.reports.pools} subtitle={text.reports.poolsHint}>
      {pools.map((pool) => {
        const key = poolKey(pool);
        return (
          <Tick
            key={key}
            label={poolName(pool)}
            on={!leftOut.includes(key)}
            onChange={(on) => {
              onLeaveOut(keys.filter((one) => (one === key ? !on : leftOut.includes(one))));
            }}
          />
        );
      })}
    </Card>
  );
}
