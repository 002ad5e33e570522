import type { Advice } from '../../../../../src/admin/contract/contract';
import { AdviceList } from '../../parts/advice-list';
import { Card } from '../../parts/card';
import { FirstFew } from '../../parts/first-few';
import { useWords } from '../../words';

export function AdviceCard({ advice }: { advice: readonly Advice[] }) {
  const { text } = useWords();
  const { advice: says } = text.routing;
  return (
    <Card title={says.title} subtitle={says.subtitle}>
      {advice.length === 0 ? (
        <p className="subtle none">{says.none}</p>
      ) : (
        <FirstFew items={advice} few={5}>
          {(shown) => <AdviceList advice={shown} withEndpoints />}
        </FirstFew>
      )}
    </Card>
  );
}
