import type { OverviewAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Glyph } from '../../parts/glyph';
import { throttleSentence } from '../../sentences/throttle';
import { useWords } from '../../words';

type ThrottlesProps = Pick<OverviewAnswer, 'refusals' | 'furtherRefusals' | 'readAtMs'>;

export function Throttles({ refusals, furtherRefusals, readAtMs }: ThrottlesProps) {
  const words = useWords();
  const { text, format } = words;
  return (
    <Card term="refused" title={text.throttles.title({ span: text.chart.spans['24h'] })}>
      {refusals.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {text.throttles.none}
        </p>
      ) : (
        <ul className="throttles">
          {refusals.map((group) => (
            <li key={JSON.stringify(group)}>{throttleSentence(group, readAtMs, words)}</li>
          ))}
          {furtherRefusals > 0 && (
            <li className="subtle">
              {text.throttles.further({ n: furtherRefusals, calls: format.count(furtherRefusals) })}
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
