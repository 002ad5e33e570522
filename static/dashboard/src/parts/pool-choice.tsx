import type { PoolView } from '../../../../src/admin/contract/contract';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { ChoiceButtons } from './choice-buttons';

interface PoolChoiceProps {
  views: PoolView[];
  /** Index of the pool that is shown. */
  chosen: number;
  onChoose: (index: number) => void;
}

export function PoolChoice({ views, chosen, onChoose }: PoolChoiceProps) {
  const words = useWords();
  return (
    <ChoiceButtons
      label={words.text.day.pools}
      options={views.map((view, index) => ({ value: String(index), name: poolName(view, words) }))}
      chosen={String(chosen)}
      onChoose={(value) => {
        onChoose(Number(value));
      }}
    />
  );
}
