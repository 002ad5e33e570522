import type { FleetPool } from '../../../../../fleet/pages/contract';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { useWords } from '../../words';
import { fleetPoolName } from '../sentences';

interface PoolChoiceProps {
  pools: readonly FleetPool[];
  chosen: number | null;
  onChoose: (pool: string) => void;
}

/** Of which pool a page is; nothing to choose where there is one. */
export function PoolChoice({ pools, chosen, onChoose }: PoolChoiceProps) {
  const words = useWords();
  if (pools.length < 2) return null;
  return (
    <ChoiceButtons
      label={words.text.day.pools}
      options={pools.map((pool) => ({ value: String(pool.id), name: fleetPoolName(pool, words) }))}
      chosen={String(chosen)}
      onChoose={onChoose}
    />
  );
}
